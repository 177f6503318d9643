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
  await db('procedure_version').where({ procedure_id: procedure }).delete();
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
  const page = await lara.get(`/workshop/${procedure}`);
  token = /name="csrf-token" content="([^"]+)"/.exec(page.html)?.[1] ?? '';
});

const send = (what: 'check', changes: Record<string, unknown> = {}) =>
  lara.send(`/workshop/${procedure}/${what}`, { xml: bundle.bpmn, baseVersionId, ...changes }, token);
const broken = (): string => bundle.bpmn.replace('name="Fai il sopralluogo"', 'name=""');

test('operators and officers don’t enter the workshop, nor the addresses behind it', async () => {
  for (const username of ['anna', 'carla', 'dario']) {
    const session = await site.as(username);
    const paths = [
      '/workshop',
      `/workshop/${procedure}`,
      `/workshop/versions/${baseVersionId}/diagram`,
      `/workshop/${procedure}/history`,
    ];
    for (const path of paths) expect((await session.get(path)).status, `${username} ${path}`).toBe(403);
    const own = /x-csrf-token&quot;:&quot;([^&]+)|"x-csrf-token":"([^"]+)"/.exec(
      (await session.get('/')).html,
    );
    const csrf = own?.[1] ?? own?.[2] ?? '';
    const answer = await session.send(
      `/workshop/${procedure}/check`,
      { xml: bundle.bpmn, baseVersionId },
      csrf,
    );
    expect(answer, username).toMatchObject({ status: 403, json: { error: { code: 'forbidden' } } });
  }
});

test('the list tells what is in force; the page brings the diagram, its texts and every step', async () => {
  const home = await lara.get('/workshop');
  expect(home.html).toContain(`href="/workshop/${procedure}"`);
  const page = await lara.get(`/workshop/${procedure}`);
  expect(page.html).toContain('sportello.lettera.componi');
  expect(page.html).toContain('sportello.compito');
  expect(page.html).not.toMatch(/app\.css|bootstrap/);
  expect((await lara.get('/workshop/pesca')).status).toBe(404);
  const diagram = await lara.get(`/workshop/versions/${baseVersionId}/diagram`);
  expect(diagram.html).toBe(bundle.bpmn);
});

test('a right diagram has no problems; a broken one is told where and what to do', async () => {
  expect(await send('check')).toEqual({ status: 200, json: { findings: [] } });
  const { json } = await send('check', { xml: broken() });
  expect(json).toMatchObject({
    findings: [{ elementId: 'Task_Inspection', rule: 'names', severity: 'error' }],
  });
});

test('nothing that isn’t a diagram is read: a document type, entities, over 2 MB, another shape', async () => {
  const refused = { status: 422, json: { error: { code: 'diagram.refused' } } };
  const bomb = bundle.bpmn.replace('?>', '?><!DOCTYPE d [<!ENTITY a "aaaa">]>');
  const large = `${bundle.bpmn}${' '.repeat(2 * 1024 * 1024)}`;
  for (const changes of [{ xml: bomb }, { xml: large }, { xml: 7 }, { baseVersionId: '1' }])
    expect(await send('check', changes)).toMatchObject(refused);
  expect(await send('check', { xml: 'ciao' })).toMatchObject({ json: { findings: [{ rule: 'readable' }] } });
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
  const modeler = await policyOf(`/workshop/${procedure}`);
  expect(modeler).toContain("style-src 'self' 'unsafe-inline'");
  expect(modeler).toContain("script-src 'self';");
  expect(await policyOf('/workshop')).not.toContain('unsafe');
});
