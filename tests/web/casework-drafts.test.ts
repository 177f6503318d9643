import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inRepo } from '../../core/paths.js';
import { notify } from '../../db/listen.js';
import { bundleHash } from '../../processes/catalogue/bundle.js';
import { loadFolder } from '../../processes/catalogue/folder.js';
import type { Answer, HttpSession } from '../helpers/http-session.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let anna: HttpSession;
let bruno: HttpSession;
beforeAll(async () => {
  site = await testSite();
  [anna, bruno] = await Promise.all([site.as('anna'), site.as('bruno')]);
});
afterAll(() => site.close());

const pdf = async (name: string): Promise<File> => {
  const document = await PDFDocument.create();
  document.addPage();
  return new File([Buffer.from(await document.save())], name);
};

/** A draft that somebody has begun. @returns its page */
const begin = async (
  who: HttpSession,
  familyName: string,
  procedure = 'prova-pagine',
): Promise<{ form: Answer; path: string }> => {
  const person = await who.get(`/parties/new?kind=person&next=/desk/open/${procedure}`);
  const fields = { familyName, givenName: 'Maria', noCodeReason: 'appena arrivata' };
  const chosen = await who.submit(person, fields, /^\/parties$/);
  const party = new URL(chosen.url).searchParams.get('party') ?? '';
  const form = await who.submit(chosen, { party }, /desk\/open/);
  return { form, path: new URL(form.url).pathname };
};

const save = (who: HttpSession, form: Answer, fields: Record<string, string | File>): Promise<Answer> =>
  who.submit(form, { action: 'save', ...fields }, /drafts\/[^/]+$/);

describe('a draft of the desk', () => {
  test('is finished by a colleague from the screen alone, and the case’s trail names both', async () => {
    const { form, path } = await begin(anna, 'Incompiuta');
    await save(anna, form, { motivo: 'Pianta malata', pianta: await pdf('pianta.pdf') });
    await anna.submit(await anna.get(path), { text: 'Manca la data: torna lunedì.' }, /note/);

    const home = await bruno.get('/desk');
    expect(home.html).toMatch(
      new RegExp(`${path}">Incompiuta Maria[\\s\\S]*?<td>Anna Ferrari</td><td>Anna Ferrari</td>`),
    );
    const seen = await bruno.get(path);
    for (const said of ['Questa bozza è di Anna Ferrari', 'Pianta malata', 'pianta.pdf', 'Manca la data'])
      expect(seen.html).toContain(said);
    expect(seen.html).not.toContain('name="motivo"');
    const file = /href="(\/documents\/[^"]+)"/.exec(seen.html)?.[1] ?? '';
    expect((await bruno.get(file)).html.slice(0, 5)).toBe('%PDF-');

    const mine = await bruno.submit(seen, {}, /take/);
    expect(mine.html).toContain('value="Pianta malata"');
    expect(mine.html).toContain('Manca la data');
    const sent = { action: 'submit', motivo: 'Pianta malata', dal: '01/12/2026', alberi: '3' };
    const opened = await bruno.submit(mine, sent, /drafts\/[^/]+$/);
    expect(opened.html).toContain('pianta.pdf');
    const page = await bruno.get(`/cases/${opened.url.split('/').at(-1) ?? ''}`);
    expect(page.html).toContain('Manca la data: torna lunedì.');
    expect(page.html).toMatch(/Richiesta cominciata allo sportello <span class="muted">· Anna Ferrari/);
    expect(page.html).toMatch(/Continuata la bozza di Anna Ferrari <span class="muted">· Bruno Costa/);
    expect(page.html).toMatch(/Pratica aperta <span class="muted">· Bruno Costa/);
    expect((await anna.get(path)).url).toBe(opened.url);
  });

  test('taken over while its author writes: nothing typed is lost, both know of each other', async () => {
    const { form, path } = await begin(anna, 'Contesa');
    await save(anna, form, { motivo: 'Prima stesura' });
    const open = await anna.get(path);
    const mine = await bruno.submit(await bruno.get(path), {}, /take/);
    expect(mine.html).toMatch(/Anna Ferrari<\/strong>: ha aperto questa bozza adesso/);

    const late = await save(anna, open, { motivo: 'Seconda stesura', allegati: await pdf('tardi.pdf') });
    expect(late.html).toContain('Questa bozza è di Bruno Costa');
    expect(late.html).toContain('Seconda stesura');
    const shown = await bruno.get(path);
    expect(shown.html).toContain('Intanto Anna Ferrari aveva scritto');
    expect(shown.html).toContain('Seconda stesura');
    expect(shown.html).toContain('tardi.pdf');
    expect(shown.html).toContain('value="Prima stesura"');
    const read = await bruno.submit(shown, {}, /aside/);
    expect(read.html).not.toContain('Seconda stesura');

    const back = await anna.submit(await anna.get(path), {}, /take/);
    expect(back.html).toContain('value="Prima stesura"');
    const late2 = await bruno.submit(read, { action: 'drop' }, /drafts\/[^/]+$/);
    expect(late2.html).toContain('Questa bozza è di Anna Ferrari'); // not thrown away by who has it no more
  });

  test('begun twice for the same person is told, with the way to the other', async () => {
    const { form, path } = await begin(anna, 'Ripetuta');
    const party = /\/parties\/([0-9a-f-]{36})/.exec(form.html)?.[1] ?? '';
    const step = await bruno.get(`/desk/open/prova-pagine?party=${party}`);
    const second = await bruno.submit(step, { party }, /desk\/open/);
    expect(second.html).toContain(
      'C’è già una bozza della stessa richiesta per la stessa persona: è di Anna Ferrari',
    );
    expect(second.html).toContain(`href="${path}"`);
  });

  test('taken by two at once has one holder, and taking twice is told once', async () => {
    const { path } = await begin(anna, 'Doppia');
    const page = await bruno.get(path);
    await Promise.all([bruno.submit(page, {}, /take/), bruno.submit(page, {}, /take/)]);
    const id = path.split('/').at(-1) ?? '';
    const told = await site.services
      .db('audit')
      .where({ act: 'bozza.presa' })
      .whereRaw(`details ->> 'bozza' = ?`, [id]);
    expect(told).toHaveLength(1);
  });

  test('of a restricted procedure is its author’s alone; offices see no drafts', async () => {
    const bundle = await loadFolder(inRepo('tests/web/procedure'));
    const sheet = { ...bundle.sheet, id: 'prova-riservata', title: 'Prova riservata', restricted: true };
    const hidden = { ...bundle, sheet };
    const { db, clock } = site.services;
    await db('procedure_version').insert({
      procedure_id: sheet.id,
      content_hash: bundleHash(hidden),
      bundle: JSON.stringify(hidden),
      status: 'deployed',
      engine_version: 1,
      process_definition_key: '2251799813685250',
      created_at: clock.now(),
      created_by: 'prova',
      deployed_at: clock.now(),
    });
    await notify(db, 'procedures');
    const { form, path } = await begin(anna, 'Silente', 'prova-riservata');
    await save(anna, form, { motivo: 'Fatto riservato', pianta: await pdf('segreta.pdf') });
    const file = /href="(\/documents\/[^"]+)"/.exec((await anna.get(path)).html)?.[1] ?? '';
    expect((await bruno.get('/desk')).html).not.toContain('Silente');
    expect((await bruno.get(path)).status).toBe(404);
    expect((await bruno.get(file)).status).toBe(404);
    expect((await anna.get('/desk')).html).toContain('Silente');
    const carla = await site.as('carla');
    expect((await carla.get(path)).status).toBe(403);
  });
});
