import { createHash } from 'node:crypto';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoredDocument } from '../../db/document-store.js';
import { startReading } from '../../workers/reading/start.js';
import { readNext } from '../../workers/reading/read-next.js';
import { readingThread, type ReadingThread } from '../../workers/reading/thread/thread.js';
import type { HttpSession } from '../helpers/http-session.js';
import { planted, type Planted } from './planted.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let plant: Planted;
let thread: ReadingThread;
let anna: HttpSession;
let carla: HttpSession;
beforeAll(async () => {
  site = await testSite();
  plant = planted(site.services);
  thread = readingThread();
  await plant.procedure();
  [anna, carla] = await Promise.all([site.as('anna'), site.as('carla')]);
});
afterAll(async () => {
  await thread.close();
  await site.close();
});

const search = (who: HttpSession, q: string) => who.get(`/search?q=${encodeURIComponent(q)}`);
const readAll = async (): Promise<void> => {
  while ((await readNext(site.services, thread)) === 'done');
};

interface Paper {
  title?: string;
  mediaType?: string;
  content?: string;
  stored?: StoredDocument;
}

/** A document of a case as it arrives; its text is read by the step in the background. */
const paper = async (
  caseId: string,
  { title = 'Perizia', mediaType = 'text/plain', content = '', stored: file }: Paper,
) => {
  const { services } = site;
  const stored = file ?? (await services.documents.put(Buffer.from(content)));
  const [row] = (await services
    .db('document')
    .insert({
      case_id: caseId,
      direction: 'incoming',
      title,
      filename: 'perizia.txt',
      media_type: mediaType,
      size: stored.size,
      sha256: stored.sha256,
      storage_key: stored.storageKey,
      created_at: services.clock.now(),
    })
    .returning('id')) as { id: string }[];
  return row?.id ?? '';
};
const textRow = (id: string): Promise<Record<string, unknown>> =>
  site.services.db('document_text').where({ document_id: id }).first() as Promise<Record<string, unknown>>;

describe('papers', () => {
  test('are found by what is written in them, with the words marked and everything else escaped', async () => {
    const { id, number } = await plant.case({ familyName: 'Verdi' });
    await paper(id, { content: 'La quercia, 5 < 7 & «malata», presso il torrente.' });
    expect((await search(anna, 'querce')).html).toContain('Nessun risultato');
    await readAll();
    const { html } = await search(anna, 'querce malate');
    expect(html).toContain('<mark>quercia</mark>, 5 &lt; 7 &amp; «<mark>malata</mark>»');
    expect(html).toContain(number);
  });

  test('that can’t be read are noted and block nothing; a file that isn’t there is tried again', async () => {
    const { id } = await plant.case();
    const broken = await paper(id, { mediaType: 'application/pdf', content: '%PDF-1.7 rotto' });
    await readAll();
    expect(await textRow(broken)).toMatchObject({ status: 'failed', attempts: 1 });
    const lost = await paper(id, { content: 'perduto' });
    const key = createHash('sha256').update('altrove').digest('hex');
    await site.services.db('document').where({ id: lost }).update({ storage_key: key });
    await readAll();
    expect(await textRow(lost)).toMatchObject({ status: 'waiting', attempts: 1 });
    await readAll();
    await readAll();
    expect(await textRow(lost)).toMatchObject({ status: 'failed', attempts: 3 });
    const next = await paper(id, { content: 'un abete' });
    await readAll();
    expect(await textRow(next)).toMatchObject({ status: 'read', content: 'un abete' });
  });
});

test('a letter that is stored is read by itself, in the thread beside the pages', async () => {
  const reading = startReading(site.services);
  const { id } = await plant.case();
  const pdf = await PDFDocument.create();
  pdf.addPage().drawText('Autorizzazione al taglio del cedro', { x: 50, y: 700 });
  const stored = await site.services.documents.put(Buffer.from(await pdf.save()));
  const letter = await paper(id, { mediaType: 'application/pdf', title: 'Lettera', stored });
  await expect
    .poll(async () => (await textRow(letter))['content'], { timeout: 30_000 })
    .toContain('taglio del cedro');
  await reading.stop();
  expect((await search(anna, 'cedri')).html).toContain('<mark>cedro</mark>');
});

describe('what somebody may not know', () => {
  test('a restricted case is in no group of anybody else’s search, list or export', async () => {
    const { id, number } = await plant.case({ familyName: 'Segreti', openedBy: 'bruno', restricted: true });
    await paper(id, { title: 'Relazione segretissima', content: 'riservatissimo' });
    await readAll();
    for (const q of ['Segreti', 'segretissima', 'riservatissimo', number, 'segretti']) {
      const { html } = await search(anna, q);
      expect(html, q).not.toContain(id);
      expect(html, q).not.toContain('Relazione');
      expect((await anna.get(`/search/suggest?q=${q}`)).html, q).not.toContain(id);
    }
    for (const path of ['/cases?q=segreti', '/cases/export.csv?q=segreti', '/cases?applicant=segreti'])
      expect((await anna.get(path)).html, path).not.toContain('/000'.concat(number.slice(-4)));
    const party = await anna.get('/parties?q=segreti');
    expect(party.html).toMatch(/<td class="number">0<\/td>/); // nor is it counted by name
    const bruno = await site.as('bruno');
    expect((await search(bruno, 'segretissima')).html).toContain(number);
  });

  test('an office finds its own cases by name, not the town’s people, nor how to reach them', async () => {
    await plant.case({ familyName: 'Ambientali', office: 'ambiente' });
    await plant.case({ familyName: 'Anagrafici', office: 'demografici' });
    const own = await search(carla, 'ambientali');
    expect(own.html).toContain('Ambientali Maria');
    expect(own.html).not.toContain('/parties/');
    expect((await search(carla, 'anagrafici')).html).not.toContain('Anagrafici Maria');
    expect((await search(carla, 'maria@esempio.it')).html).toContain('Nessun risultato');
    expect((await carla.get('/parties/export.csv?q=ambientali')).status).toBe(403);
  });
});

describe('the index', () => {
  test('follows every change by itself: a new name, a person who joins or leaves a case', async () => {
    const { db } = site.services;
    const { id, number } = await plant.case({ familyName: 'Vecchionomi' });
    const file = (await db('case_file').where({ id }).first('applicant_id')) as { applicant_id: string };
    await db('party').where({ id: file.applicant_id }).update({ family_name: 'Nuovonomi' });
    expect((await search(anna, 'nuovonomi')).html).toContain(number);
    expect((await search(anna, 'vecchionomi')).html).not.toContain(number);
    const other = await plant.case({ familyName: 'Delegatissimi' });
    const { applicant_id: delegate } = (await db('case_file')
      .where({ id: other.id })
      .first('applicant_id')) as {
      applicant_id: string;
    };
    await db('case_party').insert({ case_id: id, party_id: delegate, role: 'delegate' });
    expect((await search(anna, 'delegatissimi')).html).toContain(number);
    await db('case_party').where({ case_id: id, party_id: delegate }).delete();
    expect((await search(anna, 'delegatissimi')).html).not.toContain(number);
  });

  test('says the same when it is filled anew: the triggers left nothing out', async () => {
    const { db } = site.services;
    for (const kind of ['party', 'case', 'registration', 'document']) {
      const { rows } = await db.raw<{ rows: unknown[] }>(
        `select id, words::text from search_source_${kind} except select id, words::text from search_entry where kind = ?`,
        [kind],
      );
      expect(rows, kind).toEqual([]);
    }
  });

  test.each([
    ['rosi', 'Rossi'],
    ['Brambila', 'Brambilla'],
    ['dangelo', 'D’Angelo'],
    ["d'angelo", 'D’Angelo'],
    ['espsoito', 'Esposito'],
    ['NICOLO', 'Nicolò'],
    ['via rma 1', 'Rossi'],
  ])('finds by «%s» %s', async (typed, name) => {
    await plant.case({ familyName: name });
    expect((await search(anna, typed)).html).toContain(`${name} Maria`);
  });
});

describe('lists', () => {
  test('saved filters are one’s own, or the office’s when shared; the same name replaces; only the owner deletes', async () => {
    const bruno = await site.as('bruno');
    const page = await anna.get('/cases?status=open&applicant=rossi');
    for (const shared of ['no', 'yes'])
      await anna.submit(page, { name: 'I Rossi', shared }, /lists\/cases\/saved/);
    const theirs = await bruno.get('/cases?status=open');
    expect(theirs.html.match(/I Rossi/g)).toHaveLength(1);
    expect(theirs.html).not.toContain('Elimina «I Rossi»');
    expect((await carla.get('/cases?status=open')).html).not.toContain('I Rossi');
    const mine = await anna.get('/cases?status=open');
    expect((await anna.submit(mine, {}, /forget/)).html).toContain('Filtri eliminati');
    expect((await bruno.get('/cases?status=open')).html).not.toContain('I Rossi');
  });

  test('an export has the columns shown and only the rows that the reader may see, and the trail says how many', async () => {
    const answer = await carla.get(
      '/cases/export.csv?status=open&cols=number,applicant&applicant=ambientali',
    );
    expect(answer.html.replace('\uFEFF', '').split('\r\n').slice(0, 2)[0]).toBe('Pratica;Richiedente');
    expect(answer.html).toContain('Ambientali Maria');
    const line = (await site.services
      .db('audit')
      .where({ act: 'elenco.esportato' })
      .orderBy('id', 'desc')
      .first()) as {
      details: unknown;
    };
    expect(line.details).toMatchObject({ elenco: 'cases', formato: 'csv', righe: 1 });
    expect((await anna.get('/cases/export.pdf')).status).toBe(404);
    const whole = await anna.get('/parties/export.csv');
    expect(whole.html).toContain('l’intera banca dati non si scarica');
  });

  test('the inbox is filtered under its columns, and taken along with those columns that are shown', async () => {
    for (const familyName of ['Compitini', 'Altrui']) {
      const { instance } = await plant.case({ familyName });
      await plant.task(instance, { groups: ['ambiente'] });
    }
    const page = await carla.get('/inbox?view=office&applicant=compitini&cols=applicant,due');
    expect(page.html.match(/<tr id="t-/g)).toHaveLength(1);
    expect(page.html).not.toContain('In carico a</th>');
    const answer = await carla.get('/inbox/export.csv?view=office&applicant=compitini&cols=applicant,due');
    const [head, row, end] = answer.html.replace('\uFEFF', '').split('\r\n');
    expect(head).toBe('Che cosa fare;Richiedente;Scadenza');
    expect(row).toMatch(/;Compitini Maria;\d\d\/\d\d\/\d{4}$/);
    expect(end).toBe('');
  });

  test('pages follow one another in any order, without gap or repeat', async () => {
    for (let i = 0; i < 55; i += 1)
      await plant.case({ familyName: 'Pagine', dueDate: `2027-01-${String(1 + (i % 9)).padStart(2, '0')}` });
    for (const sort of ['due', '-due', 'number', '-presented']) {
      const first = await anna.get(`/cases?status=open&applicant=pagine&sort=${sort}`);
      const next = /href="([^"]*)" rel="next"/
        .exec(first.html)?.[1]
        ?.replaceAll('&amp;', '&')
        .replaceAll('&#x3D;', '=');
      const second = await anna.get(next ?? '');
      const rows = [...`${first.html}${second.html}`.matchAll(/<tr id="r-([^"]+)"/g)].map(([, id]) => id);
      expect(rows, sort).toHaveLength(55);
      expect(new Set(rows).size, sort).toBe(55);
    }
  });

  test('a day that is none is said beside its field and finds nothing', async () => {
    const { html } = await anna.get('/cases?status=open&presented.from=31%2F02%2F2026');
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('Scrivi la data come');
    expect(html).toContain('value="31/02/2026"');
  });
});
