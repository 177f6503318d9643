import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../core/actor.js';
import { inRepo } from '../../core/paths.js';
import { beginDraft } from '../../db/transactions/workshop/begin-draft.js';
import { draftFiles } from '../../db/transactions/workshop/draft-files.js';
import { filesOfProcedure, readFolder, type FolderFiles } from '../../processes/catalogue/folder-files.js';
import { zeebeModdle } from '../../processes/catalogue/moddle.js';
import { makeOurs, type DiagramRoot } from '../../web/workshop/client/files/engine.js';
import { look } from '../helpers/look.js';
import { people, type People } from '../helpers/people.js';
import { testSite, type TestSite } from './site.js';

const patience = { timeout: 60_000 };
let site: TestSite;
let staff: People;
let files: FolderFiles;
let analyst: Actor & { id: string };

beforeAll(async () => {
  site = await testSite();
  staff = await people(site.url);
  const { id } = (await site.services.db('account').where({ username: 'lara' }).first('id')) as {
    id: string;
  };
  analyst = { id, name: 'Prova', roles: ['analyst'], officeId: null };
  files = await readFolder(inRepo('tests/web/workshop-procedure'), filesOfProcedure);
});
afterEach(() => staff.leave());
afterAll(async () => {
  await staff.close();
  await site.close();
});

const draft = (changes: FolderFiles = {}): Promise<string> =>
  beginDraft(site.services, analyst, {
    procedureId: 'prova-officina',
    title: 'Prova dell’officina',
    baseVersionId: null,
    files: { ...files, ...changes },
  });

const stored = async (id: string): Promise<string> =>
  (await draftFiles(site.services.db, id))['process.bpmn'] ?? '';

const open = async (username: string, id: string): Promise<Page> => {
  const page = await staff.as(username);
  await page.goto(`${site.url}/workshop/drafts/${id}/diagram`);
  await noProblems(page);
  return page;
};

const noProblems = (page: Page) =>
  page.locator('#problems-count', { hasText: /^nessuno$/ }).waitFor(patience);
const problems = (page: Page) => page.locator('#problems li');
const state = (page: Page, text: string | RegExp) =>
  page.locator('#file-state', { hasText: text }).waitFor(patience);
const message = (page: Page, text: string) => page.locator('#message', { hasText: text }).waitFor(patience);
const field = (page: Page, label: string) => page.locator('#properties').getByLabel(label, { exact: true });
const drawn = (page: Page, name: string) => page.locator('#canvas .djs-shape', { hasText: name }).first();

/** Puts a clerk's task onto the flow between two elements, as the mouse does it. */
const insertTask = async (page: Page, flow: string): Promise<void> => {
  await page.click('.djs-palette [data-action="create"]');
  await page.locator('.djs-popup .entry', { hasText: 'Compito di un ufficio' }).click();
  const line = await page.locator(`[data-element-id="${flow}"] .djs-visual`).boundingBox();
  if (!line) throw new Error(`${flow} is not drawn`);
  const [x, y] = [line.x + line.width / 2, line.y + line.height / 2];
  await page.mouse.move(x - 40, y - 40);
  await page.mouse.move(x, y, { steps: 5 });
  await page.mouse.click(x, y);
};

/** Opens the panel's groups that are closed. */
const openGroups = async (page: Page): Promise<void> => {
  const closed = page.locator(
    '.bio-properties-panel-group-header:not(.open) .bio-properties-panel-group-header-title',
  );
  for (let left = await closed.count(); left > 0; left -= 1) await closed.nth(left - 1).click();
};

/** Gives the task another name in the panel. */
const rename = async (page: Page, name: string): Promise<void> => {
  await page.locator('#canvas .djs-shape[data-element-id="Task_Look"]').click({ position: { x: 4, y: 4 } });
  await openGroups(page);
  await field(page, 'Nome').fill(name);
};

test('drawn, told what is wrong, mended from the list by keyboard, saved, arranged, simulated, taken along', async () => {
  const id = await draft();
  const lara = await open('lara', id);
  await state(lara, 'Tutto salvato');
  expect(await lara.isVisible('.bjs-powered-by')).toBe(true); // bpmn.io’s licence wants its mark in sight
  await look(lara, 'workshop-modeler');

  // A task put on the flow lacks everything: said in the list, on the canvas and beside the fields
  await insertTask(lara, 'Flow_End');
  await problems(lara).filter({ hasText: 'scegli l’ufficio che lo fa' }).waitFor(patience);
  expect(await lara.locator('.mark-error').count()).toBe(1);
  await lara.click('[data-element-id="Start"]');
  await problems(lara).filter({ hasText: 'dagli un nome' }).first().getByRole('button').focus();
  await lara.keyboard.press('Enter');
  await lara.locator('#properties :focus').waitFor(patience); // the field itself, ready to be written in
  await look(lara, 'workshop-problems');
  await openGroups(lara);
  await field(lara, 'Nome').fill('Chiedi un parere');
  await field(lara, 'Due frasi per chi svolge il compito').fill('Chiedi il parere. Serve a decidere.');
  await field(lara, 'Ufficio').selectOption('Servizi demografici');
  await field(lara, 'Modulo').selectOption('esame');
  await field(lara, 'Frase').fill('L’ufficio chiede un parere.');
  await noProblems(lara);
  await state(lara, /Salvato alle \d/);
  expect(await stored(id)).toContain('name="Chiedi un parere"');

  // Arranged in one step that can be undone
  const left = async (): Promise<number> => (await drawn(lara, 'Guarda la').boundingBox())?.x ?? 0;
  await lara.click('#fit');
  const before = await left();
  await lara.click('#arrange');
  await message(lara, 'Disposto da capo');
  await look(lara, 'workshop-arranged');
  await lara.click('#undo');
  await lara.click('#fit');
  expect(await left()).toBe(before);

  // Tokens walk on a copy, in Italian
  await lara.click('#simulate');
  await message(lara, 'Simulazione su una copia');
  await lara.locator('#simulation [title="Fallo accadere"]').first().click();
  await lara
    .locator('#simulation .bts-text', { hasText: 'Il processo è iniziato' })
    .first()
    .waitFor(patience);
  await look(lara, 'workshop-simulation');
  await lara.click('#simulate');
  expect(await lara.isVisible('#canvas')).toBe(true);

  for (const [button, name, first] of [
    ['#download', 'prova-officina.bpmn', '<?xml'],
    ['#download-svg', 'prova-officina.svg', '<?xml'],
    ['#download-png', 'prova-officina.png', '\x89PNG'],
  ] as const) {
    const download = await taken(lara, button);
    expect(download.name).toBe(name);
    expect(download.content.toString('latin1').startsWith(first), name).toBe(true);
  }
  expect(staff.complaints).toEqual([]);
});

/** What a button of the download menu hands out. */
const taken = async (page: Page, button: string): Promise<{ name: string; content: Buffer }> => {
  await page.click('#downloads summary');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(button)]);
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
};

test('two at one diagram know of each other, and a server that is away keeps nobody from drawing', async () => {
  const id = await draft();
  const lara = await open('lara', id);
  const mario = await open('mario', id);
  await mario.locator('#file-colleagues', { hasText: 'aperto anche da: Lara Bassi' }).waitFor(patience);
  await rename(mario, 'Esamina');
  await state(mario, 'Salvato');

  // Lara, who began from what Mario has changed since, chooses
  await rename(lara, 'Ispeziona');
  await lara.locator('#file-conflict', { hasText: 'ha salvato questo file' }).waitFor(patience);
  await look(lara, 'workshop-overtaken');
  await lara.click('#take-theirs');
  await drawn(lara, 'Esamina').waitFor(patience);
  expect(await stored(id)).toContain('name="Esamina"');
  const past = (await site.services
    .db('draft_file_past')
    .where({ draft_id: id })
    .pluck('content')) as string[];
  expect(past.some((content) => content.includes('name="Ispeziona"'))).toBe(true); // hers is not lost

  await lara.route(/\/(files|check)/, (route) => route.abort());
  await rename(lara, 'Controlla');
  await state(lara, 'Il server non risponde');
  await lara.unroute(/\/(files|check)/);
  await lara.reload(); // closed before the server came back
  await drawn(lara, 'Controlla').waitFor(patience);
  await state(lara, 'Salvato');
  expect(await stored(id)).toContain('name="Controlla"');
  expect(staff.complaints).toEqual([]);
});

const named = (name: string): string => (files['process.bpmn'] ?? '').replace('Guarda la domanda', name);
const script = '&lt;img src=x onerror=alert(1)&gt;&lt;script&gt;alert(1)&lt;/script&gt;';

/** What is opened: the file, what is said, and the task that stands on the canvas afterwards. */
const opened = (): [name: string, xml: string, said: string, stands: string][] => [
  ['elenco.bpmn', '<elenco/>', 'non è un diagramma BPMN leggibile', 'Guarda la'],
  ['bomba.bpmn', '<!DOCTYPE d [<!ENTITY a "b">]><d/>', 'DOCTYPE', 'Guarda la'],
  ['enorme.bpmn', ' '.repeat(5 * 1024 * 1024), 'supera i 2 MB', 'Guarda la'],
  ['altro.bpmn', named('Guarda la pianta'), 'altro.bpmn è nella bozza.', 'Guarda la'],
  [
    'motore-sette.bpmn',
    named('Vecchio').replace('Camunda Cloud', 'Camunda Platform').replace('8.5.0', '7.21.0'),
    'Era per Camunda Platform 7.21.0',
    'Vecchio',
  ],
  ['altrove.bpmn', named('Altrove').replace(/modeler:\w+="[^"]*"/g, ''), 'da un altro strumento', 'Altrove'],
  ['cattivo.bpmn', named(script).replace('Leggi la domanda', script), 'è nella bozza', '<script>'],
];

test('files: what can’t be read changes nothing, what comes from elsewhere is told, a script is text', async () => {
  const id = await draft();
  const lara = await open('lara', id);
  for (const [name, xml, said, stands] of opened()) {
    await lara.setInputFiles('#file', { name, mimeType: 'application/xml', buffer: Buffer.from(xml) });
    await message(lara, name);
    await message(lara, said);
    await drawn(lara, stands).waitFor(patience);
  }
  await lara.click('#simulate'); // whose log writes names as HTML
  await lara.locator('#simulation [title="Fallo accadere"]').first().click();
  await lara.locator('#simulation .bts-text', { hasText: '<script>' }).first().waitFor(patience);
  await state(lara, 'Salvato');
  expect(staff.complaints).toEqual([]);

  const unreadable = await staff.as('lara');
  await unreadable.goto(`${site.url}/workshop/drafts/${await draft({ 'process.bpmn': '<a' })}/diagram`);
  await message(unreadable, 'non si può disegnare: il file resta com’è');
});

/** What a file says, in whatever order: the modeler writes some things elsewhere than it found them. */
const sayings = (xml: string): string[] => xml.split('\n').map((line) => line.trim());

/** What the canvas adds or can't keep of the OMG's files, with its reason; README.md of tests/unit/processes/foreign has the parser's. */
const notKept = [
  / isMarkerVisible="true"/g, // the cross of an exclusive gateway, drawn unless a file says no
  /^<\/?bpmndi:BPMNDiagram>$|^<bpmndi:BPMNPlane bpmnElement="[^"]*" \/>$/g, // an empty sheet for a closed subprocess
];
const kept = (line: string): string => notKept.reduce((rest, pattern) => rest.replace(pattern, ''), line);

const interchange = (process.env['BPMN_MIWG'] ? readdirSync(process.env['BPMN_MIWG']) : []).filter((name) =>
  name.endsWith('.bpmn'),
);
test.runIf(interchange.length > 0)(
  'the OMG’s interchange files are opened, saved and opened again as the parser alone would',
  async () => {
    const lara = await open('lara', await draft());
    const lost: Record<string, string[]> = {};
    for (const name of interchange) {
      const xml = readFileSync(`${process.env['BPMN_MIWG'] ?? ''}/${name}`, 'utf8');
      await lara.setInputFiles('#file', { name, mimeType: 'application/xml', buffer: Buffer.from(xml) });
      await message(lara, name);
      const saved = (await taken(lara, '#download')).content.toString();
      const moddle = zeebeModdle();
      const { rootElement } = await moddle.fromXML(xml);
      makeOurs(rootElement as unknown as DiagramRoot);
      const there = new Set(sayings(saved).map(kept));
      const parsed = sayings((await moddle.toXML(rootElement, { format: true })).xml).map(kept);
      const gone = parsed.filter((line) => !there.has(line));
      if (gone.length > 0) lost[name] = gone;
    }
    expect(Object.keys(lost)).toEqual(['B.1.0.bpmn', 'B.2.0.bpmn', 'C.7.0.bpmn']);
  },
);

test('the keyboard alone reaches palette, canvas and panel; in English too', async () => {
  const lara = await open('lara', await draft());
  const reached = new Set<string>();
  for (let presses = 0; presses < 80 && reached.size < 3; presses += 1) {
    await lara.keyboard.press('Tab');
    const place = await lara.evaluate(() => {
      const focused = document.activeElement;
      if (focused?.closest('.djs-palette')) return 'palette';
      if (focused?.closest('#properties')) return 'panel';
      return focused?.closest('#canvas svg') ? 'canvas' : '';
    });
    if (place) reached.add(place);
  }
  expect([...reached].sort()).toEqual(['canvas', 'palette', 'panel']);
  await lara.goto(`${site.url}/workshop`);
  await lara.locator('header summary').click();
  await lara.getByRole('button', { name: 'English' }).click();
  await lara.goBack();
  await lara.reload();
  await lara.locator('#problems-count', { hasText: /^none$/ }).waitFor(patience);
  expect(await lara.textContent('.tools')).toContain('Try and publish');
  expect(await lara.textContent('#properties')).toContain('General');
});
