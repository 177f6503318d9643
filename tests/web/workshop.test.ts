import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inRepo } from '../../core/paths.js';
import { bundleHash, type ProcedureBundle } from '../../processes/catalogue/bundle.js';
import { loadFolder } from '../../processes/catalogue/folder.js';
import type { HttpSession } from '../helpers/http-session.js';
import { testSite, type TestSite } from './site.js';

const procedure = 'abbattimento-alberi';
let site: TestSite;
let lara: HttpSession;
let token: string;
let bundle: ProcedureBundle;
let baseVersionId: string;

beforeAll(async () => {
  site = await testSite();
  lara = await site.as('lara');
  bundle = await loadFolder(inRepo(`processes/${procedure}`));
});
afterAll(() => site.close());

/** The procedure in force, as if the engine had just taken it; whatever was published before is gone. */
beforeEach(async () => {
  const { db, clock, catalogue } = site.services;
  for (const table of ['procedure_draft', 'procedure_version'])
    await db(table).where({ procedure_id: procedure }).delete();
  const [row] = (await db('procedure_version')
    .insert({
      procedure_id: procedure,
      content_hash: bundleHash(bundle),
      bundle: JSON.stringify(bundle),
      status: 'deployed',
      engine_version: 3,
      process_definition_key: '2251799813685777',
      created_at: clock.now(),
      created_by: 'prova',
      deployed_at: clock.now(),
    })
    .returning('id')) as { id: string }[];
  baseVersionId = row?.id ?? '';
  await db.raw("select pg_notify('procedures', '')");
  await expect.poll(async () => (await catalogue.latest(procedure))?.id).toBe(baseVersionId);
  const page = await lara.get('/workshop');
  token = /name="_csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
});

const send = (what: 'check' | 'publish', changes: Record<string, unknown> = {}) =>
  lara.send(`/workshop/${procedure}/${what}`, { xml: bundle.bpmn, baseVersionId, ...changes }, token);
const renamed = (): string => bundle.bpmn.replace('name="Fai il sopralluogo"', 'name="Vai a vedere"');
const broken = (): string => bundle.bpmn.replace('name="Fai il sopralluogo"', 'name=""');

test('operators and officers don’t enter the workshop, nor the addresses behind it', async () => {
  for (const username of ['anna', 'carla', 'dario']) {
    const session = await site.as(username);
    const paths = [
      '/workshop',
      `/workshop/${procedure}`,
      `/workshop/versions/${baseVersionId}/diagram`,
      `/workshop/versions/${baseVersionId}/outcome`,
    ];
    for (const path of paths) expect((await session.get(path)).status, `${username} ${path}`).toBe(403);
    const own = /x-csrf-token&quot;:&quot;([^&]+)|"x-csrf-token":"([^"]+)"/.exec(
      (await session.get('/')).html,
    );
    const csrf = own?.[1] ?? own?.[2] ?? '';
    for (const what of ['check', 'publish']) {
      const answer = await session.send(
        `/workshop/${procedure}/${what}`,
        { xml: bundle.bpmn, baseVersionId, reason: 'x' },
        csrf,
      );
      expect(answer, `${username} ${what}`).toMatchObject({
        status: 403,
        json: { error: { code: 'forbidden' } },
      });
    }
  }
});

test('the list leads to the diagram in force, to look at, to take along and to begin a draft from', async () => {
  const home = await lara.get('/workshop');
  expect(home.html).toContain(`href="/workshop/${procedure}"`);
  const page = await lara.get(`/workshop/${procedure}`);
  expect(page.html).toContain('data-element-id="Task_Inspection"');
  expect(page.html).toContain('bpmn.io');
  expect((await lara.get('/workshop/pesca')).status).toBe(404);
  const diagram = await lara.get(`/workshop/versions/${baseVersionId}/diagram`);
  expect(diagram.html).toBe(bundle.bpmn);
  const draft = await lara.submit(page, {}, /\/drafts$/);
  expect(new URL(draft.url).pathname).toMatch(/^\/workshop\/drafts\//);
});

test('the modeler brings its texts and everything of the draft that can be chosen by name', async () => {
  const { html } = await lara.get(await modeler());
  expect(html).toContain('sportello.lettera.componi');
  expect(html).toContain('L6 · Accoglimento');
  for (const form of Object.keys(bundle.forms)) expect(html).toContain(`&quot;${form}&quot;`);
  expect(html).not.toMatch(/app\.css|bootstrap/);
});

test('a right diagram has no problems; a broken one is told where and what to do', async () => {
  expect(await send('check')).toEqual({ status: 200, json: { findings: [] } });
  const { json } = await send('check', { xml: broken() });
  expect(json).toMatchObject({
    findings: [{ elementId: 'Task_Inspection', rule: 'names', severity: 'error' }],
  });
});

test('a broken diagram is not published', async () => {
  const answer = await send('publish', { xml: broken(), reason: 'prova' });
  expect(answer).toMatchObject({ status: 422, json: { findings: [{ rule: 'names' }] } });
  expect(await versions()).toBe(1);
});

test('nothing that isn’t a diagram is read: a document type, entities, over 2 MB, another shape', async () => {
  const refused = { status: 422, json: { error: { code: 'diagram.refused' } } };
  const bomb = bundle.bpmn.replace('?>', '?><!DOCTYPE d [<!ENTITY a "aaaa">]>');
  for (const what of ['check', 'publish'] as const) {
    expect(await send(what, { xml: bomb, reason: 'x' })).toMatchObject(refused);
    expect(await send(what, { xml: `${bundle.bpmn}${' '.repeat(2 * 1024 * 1024)}` })).toMatchObject(refused);
    expect(await send(what, { xml: 7 })).toMatchObject(refused);
    expect(await send(what, { baseVersionId: '1' })).toMatchObject(refused);
  }
  expect(await send('check', { xml: 'ciao' })).toMatchObject({ json: { findings: [{ rule: 'readable' }] } });
});

test('published: on its way to the engine with its reason, in force only when that answers', async () => {
  const answer = await send('publish', { xml: renamed(), reason: ' Detto più chiaro ' });
  expect(answer.status).toBe(202);
  const { versionId } = answer.json as { versionId: string };
  expect(await site.services.db('procedure_version').where({ id: versionId }).first()).toMatchObject({
    status: 'pending',
    reason: 'Detto più chiaro',
    created_by: 'Lara Bassi',
  });
  expect(await outcome(versionId)).toMatchObject({ status: 'pending', version: null });
  expect((await lara.get('/workshop')).html).toContain('il motore non ha ancora risposto');
  await site.services
    .db('procedure_version')
    .where({ id: versionId })
    .update({ status: 'rejected', error: 'non mi piace' });
  expect((await outcome(versionId)).message).toContain('non mi piace');
  expect((await lara.get('/workshop')).html).toContain('Il motore ha rifiutato la versione di Lara Bassi');
});

test('without a reason, unchanged, or from a version no longer the newest: refused, each with its way out', async () => {
  expect(await send('publish', { xml: renamed() })).toMatchObject({
    status: 422,
    json: { error: { fields: { reason: 'Scrivi in poche parole che cosa cambia e perché.' } } },
  });
  const unchanged = { status: 409, json: { error: { code: 'procedure.unchanged' } } };
  expect(await send('publish', { reason: 'niente' })).toMatchObject(unchanged);
  const spaced = bundle.bpmn.replaceAll('><bpmn:', '>\n  <bpmn:');
  expect(await send('publish', { xml: spaced, reason: 'niente' })).toMatchObject(unchanged);
  expect((await send('publish', { xml: renamed(), reason: 'prima' })).status).toBe(202);
  const second = await send('publish', { xml: bundle.bpmn.replace('Fai il', 'Poi il'), reason: 'seconda' });
  expect(second).toMatchObject({ status: 409, json: { error: { code: 'procedure.overtaken' } } });
  expect(await versions()).toBe(2);
});

test('a version of another procedure is no base', async () => {
  const { id } = (await site.services
    .db('procedure_version')
    .where({ procedure_id: 'prova-pagine' })
    .first('id')) as {
    id: string;
  };
  expect((await send('check', { baseVersionId: id })).status).toBe(404);
});

test('the modeler’s page alone may have inline styles; scripts come from here on every page', async () => {
  const policyOf = async (path: string): Promise<string> =>
    (await lara.get(path)).headers.get('content-security-policy') ?? '';
  const policy = await policyOf(await modeler());
  expect(policy).toContain("style-src 'self' 'unsafe-inline'");
  expect(policy).toContain("script-src 'self';");
  expect(await policyOf('/workshop')).not.toContain('unsafe');
});

/** The modeler's address in a draft begun now. */
const modeler = async (): Promise<string> => {
  const draft = await lara.submit(await lara.get('/workshop'), {}, new RegExp(`/${procedure}/drafts$`));
  return `${new URL(draft.url).pathname}/diagram`;
};

const versions = async (): Promise<number> =>
  Number(
    (await site.services.db('procedure_version').where({ procedure_id: procedure }).count())[0]?.['count'],
  );

const outcome = async (id: string): Promise<{ status: string; message: string }> =>
  JSON.parse((await lara.get(`/workshop/versions/${id}/outcome`)).html) as {
    status: string;
    message: string;
  };
