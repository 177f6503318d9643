import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, HttpSession } from '../helpers/http-session.js';
import { sentBy } from '../helpers/sent-by.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let lara: HttpSession;
let draft: string;

beforeAll(async () => {
  site = await testSite();
  lara = await site.as('lara');
  const begun = await lara.submit(await lara.get('/workshop'), {}, /\/drafts$/);
  draft = new URL(begun.url).pathname;
});
afterAll(() => site.close());

const add = async (kind: string, name: string, more: Record<string, string> = {}): Promise<Answer> =>
  lara.submit(await lara.get(draft), { kind, name, ...more }, /\/files$/);
/** A page of a letter is half a megabyte: too much for a message about a failed test. */
const withoutPictures = ({ html }: Answer): string => html.replace(/src="data:[^"]*"/g, '');
const findingsOf = ({ html }: Answer): string =>
  (/<ul id="findings"[\s\S]*?<\/ul>/.exec(html)?.[0] ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('a letter’s own part', () => {
  let page: Answer;
  const save = async (content: string, sample = 'usual'): Promise<Answer> =>
    lara.submit(await lara.get(`${draft}/letters/L6`), { content, sample }, /\/letters\/L6$/);

  beforeAll(async () => {
    page = await add('letters', 'L6');
  });

  it('is added, offers the fields of this procedure, and shows its pages', () => {
    expect(withoutPictures(page)).toContain('Lettera L6: Accoglimento');
    expect(withoutPictures(page)).toContain('data-insert="{{#if application.alberi}}');
    expect(withoutPictures(page)).toContain('class="letter-page"');
    expect(findingsOf(page)).toContain('Nessun problema');
  });

  it.each([
    ['a syntax error', 'uno\n{{#if application.alberi}}', /riga 2/],
    ['an unknown field', 'uno\ndue {{application.luoogo}}', /riga 2 .*«application\.luoogo»/],
    ['an attempt to read files', 'uno\n\n#read("/etc/passwd")', /riga 3 .*#read/],
    ['a part of ours that isn’t there', '{{> ../../core/config}}', /riga 1/],
  ])('%s is told at its line, and kept', async (_, content, expected) => {
    const answer = await save(content);
    expect(findingsOf(answer)).toMatch(expected);
    expect(withoutPictures(answer)).not.toContain('letter-page');
    const kept = JSON.parse((await lara.get(`${draft}/files/letters/L6.hbs`)).html) as { content: string };
    expect(kept.content).toBe(content);
  });

  it('that turns for ever is stopped, and the next one comes out', async () => {
    const loops = '{{#each legal}}{{#each ../documents}}{{#each ../../remedies}}x{{/each}}{{/each}}{{/each}}';
    expect(withoutPictures(await save(loops, 'hostile'))).toMatch(/i cicli del modello girano troppe volte/);
    expect(withoutPictures(await save('Si conserva questo atto.'))).toContain('class="letter-page"');
  });

  it('somebody else was faster: the typed text stays, and may be insisted on', async () => {
    const mario = await site.as('mario');
    const before = await lara.get(`${draft}/letters/L6`);
    await mario.submit(await mario.get(`${draft}/letters/L6`), { content: 'di Mario' }, /\/letters\/L6$/);
    const refused = await lara.submit(before, { content: 'di Lara' }, /\/letters\/L6$/);
    expect(refused.status).toBe(409);
    expect(withoutPictures(refused)).toContain('di Lara');
    expect(withoutPictures(refused)).toMatch(/ha salvato questo file/);
    const insisted = await lara.submit(refused, { content: 'di Lara' }, /\/letters\/L6$/);
    expect(insisted.status).toBe(200);
    const past = (await site.services.db('draft_file_past').pluck('content')) as string[];
    expect(past).toContain('di Mario');
  });

  it('is taken away', async () => {
    const answer = await lara.submit(await lara.get(`${draft}/letters/L6`), {}, /\/remove$/);
    expect(answer.html).toContain('Tolto dalla bozza: L6');
    expect((await lara.get(`${draft}/letters/L6`)).status).toBe(404);
  });
});

describe('a scenario', () => {
  it('is added, says what is wrong at its line, and is copied', async () => {
    const page = await add('scenarios', 'ordinario');
    const answer = await lara.submit(page, { content: 'title: x\nsteps:\n  - salta: y\n' }, /ordinario$/);
    expect(findingsOf(answer)).toMatch(/riga 3 .*steps\.0/);
    expect(findingsOf(answer)).toMatch(/applicant: manca/);
    const copy = await add('scenarios', 'altro', { copy: 'ordinario' });
    expect(copy.html).toContain('salta: y');
  });

  it.each([
    ['../x', /Un nome ha/],
    ['ordinario', /già un file/],
  ])('can’t be called %s', async (name, expected) => {
    const { status, html } = await add('scenarios', name);
    expect(status).toBe(422);
    expect(html).toMatch(expected);
  });
});

describe('the sheet', () => {
  const sheetPage = () => lara.get(`${draft}/sheet`);
  const content = async (): Promise<string> =>
    (JSON.parse((await lara.get(`${draft}/files/sheet.yaml`)).html) as { content: string }).content;
  /** The page as it is drawn, with some of its questions answered otherwise. */
  const save = async (change: Record<string, string>): Promise<Answer> => {
    const page = await sheetPage();
    const [, fields = ''] = /<div id="fields"([\s\S]*?)<\/form>/.exec(page.html) ?? [];
    return lara.submit(page, { ...Object.fromEntries(sentBy(fields)), ...change }, /\/sheet$/);
  };

  it('shows its fields by the letters of the law, offices by name', async () => {
    const { html } = await sheetPage();
    expect(html).toContain('Lettera d: come si chiede e con quali documenti');
    expect(html).toMatch(/<option value="ambiente" selected>Servizio ambiente/);
  });

  it('keeps what is typed wrong, with the sentence beside it', async () => {
    const answer = await save({ 'term.days': 'trenta' });
    expect(answer.html).toMatch(/id="term\.days"[^>]*value="trenta"/);
    expect(answer.html).toContain('id="term.days-error">qui serve un numero<');
    expect(await content()).toContain('days: trenta');
    expect((await save({ 'term.days': '45' })).html).not.toContain('term.days-error');
    expect(await content()).toMatch(/days: 45[\s\S]*office: ambiente/);
  });

  it('gets a row more without script', async () => {
    const answer = await save({ action: 'list-add:legal' });
    expect(answer.html).toContain('name="legal.1.ref"');
    expect(answer.html).toContain('id="legal.1.ref-error">manca<');
    expect((await save({ action: 'list-remove:legal:1' })).html).not.toContain('name="legal.1.ref"');
  });

  it('is a text where it can’t be read, and comes back as fields', async () => {
    const good = await content();
    const asText = await lara.submit(
      await lara.get(`${draft}/sheet?as=text`),
      { content: 'title: "x' },
      /\/sheet$/,
    );
    expect(findingsOf(asText)).toMatch(/riga 1 .*manca qualcosa/);
    expect((await sheetPage()).html).toContain('non si legge: correggi qui');
    await lara.submit(await sheetPage(), { content: good }, /\/sheet$/);
    expect((await sheetPage()).html).toContain('name="term.days"');
  });
});
