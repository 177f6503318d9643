import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HttpSession } from '../helpers/http-session.js';
import { testSite, type TestSite } from './site.js';

const procedure = 'richiesta-di-prova';
let site: TestSite;
let lara: HttpSession;
let draft: string;
let token: string;

beforeAll(async () => {
  site = await testSite();
  lara = await site.as('lara');
  const [version] = await site.services.catalogue.published();
  const begun = await lara.submit(await lara.get('/workshop'), {}, /\/drafts$/);
  expect(begun.html).toContain(version?.sheet.title);
  draft = new URL(begun.url).pathname;
  token = /name="_csrf" value="([^"]+)"/.exec(begun.html)?.[1] ?? '';
});
afterAll(() => site.close());

const file = async (path: string): Promise<Record<string, unknown>> =>
  JSON.parse((await lara.get(`${draft}/files/${path}`)).html) as Record<string, unknown>;
const save = (path: string, content: string | null, revision: number) =>
  lara.send(`${draft}/files/${path}`, { content, revision }, token);

test('a file is saved where nobody was faster; what was overwritten is kept', async () => {
  const first = await file('sheet.yaml');
  expect(first['revision']).toBe(1);
  const content = String(first['content']).replace(/^title: .*$/m, 'title: Un altro nome');
  expect(await save('sheet.yaml', content, 1)).toMatchObject({ status: 200, json: { revision: 2 } });
  expect(await save('sheet.yaml', 'altro', 1)).toMatchObject({
    status: 409,
    json: { error: { code: 'draft.overtaken' } },
  });
  expect(await save('sheet.yaml', content, 1)).toMatchObject({ status: 200, json: { revision: 2 } }); // sent twice
  expect((await file('sheet.yaml'))['content']).toBe(content);
  const past = (await site.services.db('draft_file_past').pluck('content')) as string[];
  expect(past).toEqual([first['content']]);
  expect((await lara.get(draft)).html).toContain('<h1>Un altro nome</h1>');
});

test('a file that nobody would read is refused; one taken away can come back', async () => {
  expect(await save('leggimi.txt', 'x', 0)).toMatchObject({
    status: 422,
    json: { error: { code: 'draft.file-unknown' } },
  });
  expect(await save('forms/nuovo.form', '{}', 0)).toMatchObject({ json: { revision: 1 } });
  expect(await save('forms/nuovo.form', null, 1)).toMatchObject({ json: { revision: 0 } });
  expect(await save('forms/nuovo.form', '{"id": "nuovo"}', 0)).toMatchObject({ json: { revision: 2 } });
  expect(await save('forms/nuovo.form', null, 2)).toMatchObject({ json: { revision: 0 } });
});

test('the check reads what is on the screen and names the file', async () => {
  const check = async (unsaved: Record<string, string>) =>
    (await lara.send(`${draft}/check`, { unsaved }, token)).json as {
      findings: { file: string; message: string }[];
    };
  const { findings } = await check({
    'sheet.yaml': 'title: [',
    'forms/x.form': '{"id":',
    'scenarios/y.yaml': 'title: x',
  });
  expect([...new Set(findings.map(({ file: path }) => path))].sort()).toEqual([
    'forms/x.form',
    'scenarios/y.yaml',
    'sheet.yaml',
  ]);
  expect(findings[0]?.message).toMatch(/^Il file non è/);
});

test('who has it open is known to the others', async () => {
  const page = (last: string): string => `00000000-0000-4000-8000-00000000000${last}`;
  const here = (session: HttpSession, id: string, csrf: string, more: object = {}) =>
    session.send(`${draft}/presence`, { page: page(id), path: 'sheet.yaml', ...more }, csrf);
  expect((await here(lara, '1', token)).json).toEqual({ others: [] });
  const mario = await site.as('mario');
  const csrf = /name="_csrf" value="([^"]+)"/.exec((await mario.get(draft)).html)?.[1] ?? '';
  expect((await here(mario, '2', csrf)).json).toEqual({
    others: [{ name: 'Lara Bassi', path: 'sheet.yaml' }],
  });
  await here(lara, '1', token, { leaves: true });
  expect((await here(mario, '2', csrf)).json).toEqual({ others: [] });
});

test('a discarded draft takes nothing more, and the version in force is as it was', async () => {
  const before = (await site.services.catalogue.latest(procedure))?.id;
  await lara.submit(await lara.get(draft), {}, /discard$/);
  expect(await save('sheet.yaml', 'x', 2)).toMatchObject({
    status: 409,
    json: { error: { code: 'draft.closed' } },
  });
  expect((await site.services.catalogue.latest(procedure))?.id).toBe(before);
});
