import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { publishDue } from '../../db/transactions/workshop/publication/publish-due.js';
import { bundleHash, type ProcedureBundle } from '../../processes/catalogue/bundle.js';
import { bundleOfFiles } from '../../processes/catalogue/bundle-files.js';
import type { FolderFiles } from '../../processes/catalogue/folder-files.js';
import { unzipFolder } from '../../processes/catalogue/folder-zip.js';
import { newProcedure } from '../../processes/catalogue/starter/new-procedure.js';
import { dateInRome } from '../../law/calendar.js';
import type { Answer, HttpSession } from '../helpers/http-session.js';
import { testSite, type TestSite } from './site.js';

const procedure = 'patto-di-cura';
let site: TestSite;
let lara: HttpSession;
let mario: HttpSession;
let files: FolderFiles;
let first: string;

/** A procedure in force, as if the engine had just taken it. */
beforeAll(async () => {
  site = await testSite();
  const { catalogue } = site.services;
  files = await newProcedure(
    { id: procedure, title: 'Patto di cura', office: 'ambiente' },
    catalogue.municipality,
  );
  first = await inForce(files, 1);
  [lara, mario] = await Promise.all([site.as('lara'), site.as('mario')]);
});
afterAll(() => site.close());

const inForce = async (content: FolderFiles, engineVersion: number): Promise<string> => {
  const { db, clock, catalogue } = site.services;
  const { bundle } = bundleOfFiles(content) as { bundle: ProcedureBundle };
  const at = clock.now();
  const [row] = (await db('procedure_version')
    .insert({
      procedure_id: procedure,
      content_hash: bundleHash(bundle),
      bundle: JSON.stringify(bundle),
      files: JSON.stringify(content),
      status: 'deployed',
      engine_version: engineVersion,
      process_definition_key: String(2251799813686000 + engineVersion),
      created_at: at,
      created_by: 'prova',
      deployed_at: at,
    })
    .returning('id')) as { id: string }[];
  await db.raw("select pg_notify('procedures', '')");
  await vi.waitUntil(async () => (await catalogue.latest(procedure))?.id === row?.id, { timeout: 10_000 });
  return row?.id ?? '';
};

const tokenOf = ({ html }: Answer): string => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';

/** A form that the page doesn't offer, sent all the same. */
const press = (session: HttpSession, action: string, fields: Record<string, string>): Promise<Answer> =>
  session.submit(
    {
      status: 200,
      url: site.url,
      headers: new Headers(),
      html: `<form method="post" action="${action}">` + '</form>',
    },
    fields,
  );

/** A draft in which Lara has changed one file. @returns its address */
const changedDraft = async (path: string, change: (text: string) => string): Promise<string> => {
  const home = await lara.get('/workshop');
  const begun = await lara.submit(home, {}, new RegExp(`${procedure}/drafts$`));
  const draft = new URL(begun.url).pathname;
  await saved(draft, path, change);
  return draft;
};

const saved = async (draft: string, path: string, change: (text: string) => string): Promise<void> => {
  const file = JSON.parse((await lara.get(`${draft}/files/${path}`)).html) as {
    content: string;
    revision: number;
  };
  const { status } = await lara.send(
    `${draft}/files/${path}`,
    { content: change(file.content), revision: file.revision },
    tokenOf(await lara.get(draft)),
  );
  expect(status).toBe(200);
};

const longer = (sheet: string): string => sheet.replace('days: 30', 'days: 45');
const today = (): string => dateInRome(site.services.clock.now());
const ask = async (
  draft: string,
  reason = 'Trenta giorni non bastano',
  validFrom = today(),
): Promise<Answer> =>
  lara.submit(await lara.get(`${draft}/compare`), { reason, validFrom }, /\/publication$/);
const requestOf = (draft: string) =>
  site.services
    .db('publication_request')
    .where({ draft_id: draft.split('/').at(-1) })
    .orderBy('asked_at', 'desc')
    .first() as Promise<{ status: string; answer: string | null; version_id: string | null }>;

test('what changes is said in sentences and shown in both diagrams; open cases stay', async () => {
  const draft = await changedDraft('process.bpmn', (xml) =>
    xml.replace('name="Esamina la domanda"', 'name="Studia la domanda"'),
  );
  await saved(draft, 'sheet.yaml', longer);
  const { html } = await lara.get(`${draft}/compare`);
  expect(html).toContain('Il termine passa da 30 giorni a 45 giorni');
  expect(html).toContain('Cambia nome il compito «Studia la domanda»: prima «Esamina la domanda»');
  expect(html.match(/change-changed" data-element-id="Task_Examine"/g)).toHaveLength(2);
  expect(html).toContain('Non ci sono pratiche aperte');
});

test('asked for with a reason and a day; neither who asked nor who wrote decides; a second person publishes it', async () => {
  const draft = await changedDraft('sheet.yaml', longer);
  const incomplete = await ask(draft, '', '2020-01-01');
  expect(incomplete.status).toBe(422);
  expect(incomplete.html).toContain('Scrivi in poche parole che cosa cambia e perché.');
  expect(incomplete.html).toContain('non può essere passato');
  const asked = await ask(draft);
  expect(asked.html).toContain('la decide un’altra persona');
  expect(asked.html).not.toMatch(/\/approve"/);
  const { db } = site.services;
  const request = await requestOf(draft);
  const id = (request as unknown as { id: string }).id;
  const stolen = await press(lara, `/workshop/publications/${id}/approve`, { _csrf: tokenOf(asked) });
  expect(stolen.status).toBe(403);
  const home = await mario.get('/workshop');
  expect(home.html).toContain('tocca a te decidere');
  expect(home.html).toMatch(/nav-badge/);
  const approved = await mario.submit(await mario.get(`${draft}/compare`), {}, /\/approve$/);
  expect(approved.html).toContain('Approvata e inviata al motore');
  const { version_id: versionId } = await requestOf(draft);
  expect(
    await db('procedure_version').where({ id: versionId }).first('status', 'reason', 'created_by'),
  ).toEqual({
    status: 'pending',
    reason: 'Trenta giorni non bastano',
    created_by: 'Lara Bassi',
  });
  expect((await mario.get(`/workshop/${procedure}/history`)).html).toContain('approvata da Mario Fontana');
  await db('procedure_version').where({ id: versionId }).update({ status: 'rejected' });
});

test('refused with a reason, mended, asked again, withdrawn; a change after the request ends it', async () => {
  const draft = await changedDraft('sheet.yaml', longer);
  await ask(draft);
  const bare = await mario.submit(await mario.get(`${draft}/compare`), { answer: '' }, /\/refuse$/);
  expect(bare.status).toBe(422);
  await mario.submit(bare, { answer: 'Manca la norma' }, /\/refuse$/);
  expect(await requestOf(draft)).toMatchObject({ status: 'refused', answer: 'Manca la norma' });
  await ask(draft);
  await lara.submit(await lara.get(`${draft}/compare`), {}, /\/withdraw$/);
  expect(await requestOf(draft)).toMatchObject({ status: 'withdrawn' });
  await ask(draft);
  await saved(draft, 'sheet.yaml', (sheet) => sheet.replace('days: 45', 'days: 60'));
  expect(await requestOf(draft)).toMatchObject({
    status: 'withdrawn',
    answer: 'Lara Bassi ha cambiato la bozza dopo la richiesta: va chiesta di nuovo.',
  });
});

test('errors stop it, and so does a draft that changes nothing', async () => {
  const draft = await changedDraft('sheet.yaml', longer);
  await saved(draft, 'process.bpmn', (xml) => xml.replace('name="Esamina la domanda"', 'name=""'));
  expect((await lara.get(`${draft}/compare`)).html).toContain('Prima va corretto un errore');
  const token = tokenOf(await lara.get(draft));
  const post = (at: string) =>
    press(lara, `${at}/publication`, { _csrf: token, reason: 'x', validFrom: today() });
  expect((await post(draft)).status).toBe(422);
  const same = await changedDraft('sheet.yaml', (sheet) => sheet);
  expect((await post(same)).status).toBe(409);
});

test('approved for a day to come, it is published on that day, once, unless somebody published before', async () => {
  const { db } = site.services;
  const tomorrow = new Date(site.services.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10);
  const later = async (): Promise<string> => {
    const draft = await changedDraft('sheet.yaml', longer);
    await ask(draft, 'Da domani', tomorrow);
    await mario.submit(await mario.get(`${draft}/compare`), {}, /\/approve$/);
    expect(await requestOf(draft)).toMatchObject({ status: 'approved', version_id: null });
    return draft;
  };
  const [one, other] = [await later(), await later()];
  await publishDue(site.services);
  expect(await requestOf(one)).toMatchObject({ status: 'approved' });
  const then = { ...site.services, clock: { now: () => new Date(Date.now() + 2 * 86_400_000) } };
  await Promise.all([publishDue(then), publishDue(then)]);
  await publishDue(then);
  expect(await requestOf(one)).toMatchObject({ status: 'published' });
  expect(await requestOf(other)).toMatchObject({ status: 'failed' });
  expect((await requestOf(other)).answer).toContain('Lara Bassi ha pubblicato un’altra versione');
  await db('procedure_version')
    .where({ procedure_id: procedure, status: 'pending' })
    .update({ status: 'rejected' });
});

test('an administrator brings an earlier version back at once; analysts don’t', async () => {
  const { db } = site.services;
  const second = await inForce({ ...files, 'sheet.yaml': longer(files['sheet.yaml'] ?? '') }, 2);
  const path = `/workshop/${procedure}/history`;
  expect((await lara.get(path)).html).not.toMatch(/\/restore"/);
  const compared = await lara.get(`/workshop/${procedure}/compare?from=${first}&to=${second}`);
  expect(compared.html).toContain('Il termine passa da 30 giorni a 45 giorni');
  const page = await mario.get(path);
  const bare = await mario.submit(page, { version: first, reason: '' }, /\/restore$/);
  expect(bare.status).toBe(422);
  await mario.submit(page, { version: first, reason: 'Il termine nuovo è sbagliato' }, /\/restore$/);
  const restored = (await db('procedure_version').where({ restored_from: first }).first()) as Record<
    string,
    unknown
  >;
  expect(restored).toMatchObject({
    status: 'pending',
    reason: 'Il termine nuovo è sbagliato',
    created_by: 'Mario Fontana',
  });
  expect(restored['files']).toEqual(files);
  await db('procedure_version').where({ restored_from: first }).update({ status: 'rejected' });
});

test('out as a zip and in again as a draft; what can’t be read is refused with the file’s name', async () => {
  const answer = await lara.get(`/workshop/versions/${first}/export`);
  expect(answer.headers.get('content-type')).toContain('application/zip');
  const bytes = await lara.bytes(`/workshop/versions/${first}/export`);
  expect(unzipFolder(bytes)).toEqual(files);
  const home = await lara.get('/workshop');
  const upload = (zip: Uint8Array): Promise<Answer> =>
    lara.submit(home, { folder: new File([Buffer.from(zip)], 'x.zip') }, /\/import$/);
  const imported = await upload(bytes);
  expect(imported.html).toContain('<h1>Patto di cura</h1>');
  expect((await upload(zipSync({ '../x': strToU8('x') }))).html).toContain('porta fuori dalla cartella');
  expect((await upload(zipSync({ 'sheet.yaml': strToU8('title: [') }))).html).toContain(
    'di quale procedimento',
  );
});

test('a new procedure begins as a draft without errors', async () => {
  const home = await lara.get('/workshop');
  const wrong = await lara.submit(home, { id: procedure, title: 'x', office: 'ambiente' }, /\/new$/);
  expect(wrong.html).toContain('c’è già');
  const begun = await lara.submit(
    home,
    { id: 'banca-del-tempo', title: 'Banca del tempo', office: 'ambiente' },
    /\/new$/,
  );
  expect(begun.html).toContain('Nessun problema: la bozza si può provare e pubblicare.');
  expect((await lara.get(`${new URL(begun.url).pathname}/compare`)).html).toContain(
    'Chiedi la pubblicazione',
  );
});
