import { readFile } from 'node:fs/promises';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, HttpSession } from '../helpers/http-session.js';
import { closeEmergencyRegister, openEmergencyRegister } from '../../db/transactions/emergency-register.js';
import { actorNamed } from '../helpers/papers.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let anna: HttpSession;
beforeAll(async () => {
  site = await testSite();
  anna = await site.as('anna');
});
afterAll(() => site.close());

const errorsOf = ({ html }: Answer): string[] =>
  [...html.matchAll(/<p class="error"[^>]*>([\s\S]*?)<\/p>/g)].map(([, text]) =>
    (text ?? '').replace(/<[^>]*>/g, '').trim(),
  );
const count = async (table: string): Promise<number> =>
  Number(((await site.services.db(table).count({ n: '*' })) as { n: string }[])[0]?.n);
const pdf = async (name: string): Promise<File> => {
  const document = await PDFDocument.create();
  document.addPage();
  return new File([Buffer.from(await document.save())], name);
};

let people = 0;

/** A fresh form for a fresh person. */
const newForm = async (familyName: string): Promise<Answer> => {
  const procedures = await anna.get('/desk/open?q=collaudo');
  expect(procedures.html).toContain('Prova delle pagine');
  const person = await anna.get('/parties/new?kind=person&next=/desk/open/prova-pagine');
  const birthDate = `01/01/${1950 + (people += 1)}`; // nobody is taken for somebody else
  const chosen = await anna.submit(
    person,
    { familyName, givenName: 'Maria', birthDate, noCodeReason: 'appena arrivata' },
    /^\/parties$/,
  );
  expect(chosen.url).toContain('/desk/open/prova-pagine?party=');
  const party = new URL(chosen.url).searchParams.get('party') ?? '';
  const form = await anna.submit(chosen, { party }, /open\/prova-pagine/);
  expect(form.url).toContain('/desk/drafts/');
  return form;
};
const good = { motivo: 'Pianta malata', dal: '01/12/2026', alberi: '3' };
const send = (form: Answer, fields: Record<string, string | File>): Promise<Answer> =>
  anna.submit(form, { ...good, action: 'submit', ...fields }, /drafts/);

describe('a good request', () => {
  test('becomes one case with its registration and receipt, shown on the next page', async () => {
    const form = await newForm('Rossi');
    const opened = await send(form, { allegati: await pdf('pianta.pdf') });
    expect(opened.url).toContain('/desk/opened/');
    expect(opened.html).toMatch(/Protocollo n\. \d{7}\/\d{4}/);
    expect(opened.html).toContain('pianta.pdf');
    const link = /href="(\/documents\/[^"?]+)\?download=1"/.exec(opened.html)?.[1] ?? '';
    const receipt = await anna.get(link);
    expect(receipt.html.slice(0, 5)).toBe('%PDF-');
    const read = await site.services.db('audit').where({ act: 'documento.letto' });
    expect(read.length).toBeGreaterThan(0);
  });

  test('sent twice at once, and once more with the back button, is one case', async () => {
    const form = await newForm('Bianchi');
    const before = await count('case_file');
    const answers = await Promise.all([send(form, {}), send(form, {})]);
    const again = await send(form, {});
    expect(new Set([...answers, again].map(({ url }) => url)).size).toBe(1);
    expect(await count('case_file')).toBe(before + 1);
    expect((await anna.get(new URL(form.url).pathname)).url).toBe(again.url);
  });

  test('can wait: saved, it is found again on the desk’s page with what was typed', async () => {
    const form = await newForm('Verdi');
    const home = await send(form, { action: 'save', motivo: 'Da finire', dal: '' });
    expect(new URL(home.url).pathname).toBe('/desk');
    expect(home.html).toContain('Verdi Maria');
    expect((await anna.get(new URL(form.url).pathname)).html).toContain('Da finire');
  });

  test('has lists that grow and shrink without losing what was typed', async () => {
    const form = await newForm('Viola');
    const one = await send(form, { action: 'list-add:persone', motivo: 'Con altri' });
    expect(one.url).toMatch(/#persone\.0\.nome$/);
    const two = await send(one, { action: 'list-add:persone', motivo: 'Con altri', 'persone.0.nome': 'Ada' });
    expect(two.html).toContain('value="Ada"');
    expect(two.html).toContain('name="persone.1.nome"');
    const missing = await send(two, { 'persone.0.nome': 'Ada', 'persone.1.nome': '' });
    expect(missing.status).toBe(422);
    expect(missing.html).toContain('href="#persone.1.nome">Nome (2)');
    const less = await send(two, {
      action: 'list-remove:persone:1',
      'persone.0.nome': 'Ada',
      'persone.1.nome': '',
    });
    const opened = await send(less, { 'persone.0.nome': 'Ada' });
    expect(opened.url).toContain('/desk/opened/');
    const file = (await site.services.db('case_file').orderBy('opened_at', 'desc').first()) as {
      application: unknown;
    };
    expect(file.application).toMatchObject({
      ...good,
      dal: '2026-12-01',
      alberi: 3,
      persone: [{ nome: 'Ada' }],
    });
  });

  test('is looked at again when the procedure was published anew meanwhile', async () => {
    const form = await newForm('Neri');
    const answer = await send(form, { version: '00000000-0000-4000-8000-000000000000' });
    expect(answer.status).toBe(409);
    expect(answer.html).toContain('Pianta malata');
  });
});

describe('bad input gets a sentence beside its field, keeps the typing and leaves nothing half done', () => {
  const refused = async (
    fields: Record<string, string | File>,
    sentence: RegExp,
    status = 422,
  ): Promise<void> => {
    const form = await newForm('Gialli');
    const before = [await count('case_file'), await count('registration'), await count('engine_command')];
    const answer = await send(form, { motivo: 'Rami sulla strada', ...fields });
    expect(answer.status).toBe(status);
    expect(errorsOf(answer).join('\n')).toMatch(sentence);
    expect(answer.html).toContain('error-summary');
    expect(answer.html).toContain('Rami sulla strada');
    expect([await count('case_file'), await count('registration'), await count('engine_command')]).toEqual(
      before,
    );
  };

  test('a day that doesn’t exist', () => refused({ dal: '31/02/2026' }, /non esiste/));
  test('a codice fiscale with a wrong check character', () =>
    refused({ confinante: 'RSSMRA80A01H501A' }, /carattere/));
  test('a delegate whom nobody knows', () => refused({ _delegate: 'BNCLRA85M41F205D' }, /Nessun soggetto/));
  test('an empty file', () => refused({ allegati: new File([], 'vuoto.pdf') }, /vuoto/));
  test('a file that isn’t what its name says', () =>
    refused({ allegati: new File(['ciao'], 'foto.jpg') }, /non è quello/));
  test('a kind of file that isn’t taken', () =>
    refused({ allegati: new File(['<html>'], 'pagina.html') }, /non si può accettare/));
  test('a file of 200 MB', async () => {
    const piece = Buffer.alloc(4_000_000);
    const start = Buffer.from(await (await pdf('x.pdf')).arrayBuffer());
    const huge = new File([start, ...Array.from({ length: 50 }, () => piece)], 'enorme.pdf');
    await refused({ allegati: huge }, /supera il limite di 50 MB/, 413);
  });
});

test('a wrong codice fiscale, 31/02 and a taken code are said beside their fields of a person', async () => {
  const form = await anna.get('/parties/new?kind=person');
  const typed = { familyName: 'Blu', givenName: 'Ugo', taxCode: 'RSSMRA80A01H501A', birthDate: '31/02/1980' };
  const answer = await anna.submit(form, typed, /^\/parties$/);
  expect(answer.status).toBe(422);
  expect(errorsOf(answer)).toHaveLength(2);
  expect(answer.html).toContain('value="Blu"');
  const fine = { ...typed, taxCode: 'RSSMRA80A01H501U', birthDate: '01/01/1980' };
  const party = await anna.submit(form, fine, /^\/parties$/);
  expect(party.status).toBe(200);
  const again = await anna.submit(form, fine, /^\/parties$/);
  expect(again.url).toBe(party.url); // the same form sent twice
  const taken = await anna.submit(await anna.get('/parties/new?kind=person'), fine, /^\/parties$/);
  expect(errorsOf(taken).join()).toContain('già');
  expect(taken.html).toContain(`href="${new URL(party.url).pathname}"`);
});

test('an unknown procedure is a clear page that isn’t found', async () => {
  const answer = await anna.get('/desk/open/pesca-sportiva');
  expect(answer.status).toBe(404);
  expect(answer.html).toContain('Procedimento inesistente');
});

test('the test procedure’s form asks what the tests answer', async () => {
  const form = JSON.parse(
    await readFile(new URL('procedure/forms/istanza.form', import.meta.url), 'utf8'),
  ) as {
    components: { key: string }[];
  };
  expect(form.components.map(({ key }) => key)).toEqual(expect.arrayContaining(Object.keys(good)));
});

test('while the emergency register is open a request gets its number, and the ordinary one when that is closed', async () => {
  const nadia = await site.as('nadia');
  const { db, clock } = site.services;
  const registrar = await actorNamed(db, 'nadia');
  const outage = await openEmergencyRegister(site.services, registrar, {
    startedAt: new Date(clock.now().getTime() - 60_000),
    cause: 'Guasto di rete',
    authority: 'Prov. 3',
  });
  const opened = await send(await newForm('Neri'), {});
  expect(opened.html).toContain('Registro di emergenza n. E1');
  const receipt = (await db('letter').orderBy('created_at', 'desc').first('data', 'document_id')) as {
    data: { case: { protocol: { number: string } } };
    document_id: string;
  };
  expect(receipt.data.case.protocol.number).toBe('E1 del registro di emergenza');
  expect(opened.html).toContain(`/documents/${receipt.document_id}`);
  expect((await anna.get('/register')).html).toContain('2 registrazioni hanno solo il numero di emergenza');

  const page = `/register/emergency/${outage.id}`;
  expect((await nadia.get(page)).html).not.toContain('Dai il numero di protocollo');
  const times = { endedAt: clock.now() };
  await expect(
    closeEmergencyRegister(site.services, registrar, outage.id, { ...times, lastNumber: 1 }),
  ).rejects.toThrow();
  await closeEmergencyRegister(site.services, registrar, outage.id, { ...times, lastNumber: 2 });
  const before = (await db('counter').where({ register: 'protocollo' }).first('last_number')) as {
    last_number: number;
  };
  const numbered = await nadia.submit(await nadia.get(page), {}, /number$/);
  expect(numbered.html).toContain('2 registrazioni hanno ora il loro numero di protocollo.');
  expect(
    await db('registration')
      .whereNotNull('outage_id')
      .orderBy('number')
      .select('register', 'number', 'emergency_number'),
  ).toEqual(
    [1, 2].map((n) => ({ register: 'protocollo', number: before.last_number + n, emergency_number: n })),
  );
  expect((await anna.get('/register?number=E1')).html).toContain('emergenza n. E1');
  await expect(db('registration').where({ emergency_number: 1 }).update({ number: 77 })).rejects.toThrow(
    'immutable',
  );
});
