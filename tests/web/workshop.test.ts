import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inRepo } from '../../core/paths.js';
import { bundleHash, type ProcedureBundle } from '../../processes/catalogue/bundle.js';
import { loadFolder } from '../../processes/catalogue/folder.js';
import type { HttpSession } from '../helpers/http-session.js';
import { testSite, type TestSite } from './site.js';

const procedure = 'abbattimento-alberi';
let site: TestSite;
let lara: HttpSession;
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
});

test('operators and officers don’t enter the workshop, nor the addresses behind it', async () => {
  for (const username of ['anna', 'carla', 'dario']) {
    const session = await site.as(username);
    const paths = ['/workshop', `/workshop/${procedure}`, `/workshop/versions/${baseVersionId}/diagram`];
    for (const path of paths) expect((await session.get(path)).status, `${username} ${path}`).toBe(403);
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

test('a right diagram has no problems; a broken one is told where and what to do; entities are not read', async () => {
  const draft = (await modeler()).replace(/\/diagram$/, '');
  const token = /name="_csrf" value="([^"]+)"/.exec((await lara.get(draft)).html)?.[1] ?? '';
  const check = async (xml: string): Promise<unknown> =>
    (await lara.send(`${draft}/check`, { unsaved: { 'process.bpmn': xml } }, token)).json;
  expect(await check(bundle.bpmn)).toEqual({ findings: [] });
  expect(await check(bundle.bpmn.replace('name="Fai il sopralluogo"', 'name=""'))).toMatchObject({
    findings: [{ elementId: 'Task_Inspection', rule: 'names', severity: 'error', editor: 'diagram' }],
  });
  for (const xml of ['ciao', bundle.bpmn.replace('?>', '?><!DOCTYPE d [<!ENTITY a "aaaa">]>')])
    expect(await check(xml)).toMatchObject({ findings: [{ rule: 'readable', file: 'process.bpmn' }] });
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
