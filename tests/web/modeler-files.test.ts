import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { zeebeModdle } from '../../processes/catalogue/moddle.js';
import { makeOurs, type DiagramRoot } from '../../web/workshop/client/files/engine.js';
import { look } from '../helpers/look.js';
import { drawn, message, modelerSite, rename, state, taken, type ModelerSite } from './modeler-page.js';

const patience = { timeout: 60_000 };
let world: ModelerSite;

beforeAll(async () => {
  world = await modelerSite();
});
afterEach(() => world.staff.leave());
afterAll(() => world.close());

test('two at one diagram know of each other, and a server that is away keeps nobody from drawing', async () => {
  const id = await world.draft();
  const lara = await world.open('lara', id);
  const mario = await world.open('mario', id);
  await mario.locator('#file-colleagues', { hasText: 'aperto anche da: Lara Bassi' }).waitFor(patience);
  await rename(mario, 'Esamina');
  await state(mario, 'Salvato');

  // Lara, who began from what Mario has changed since, chooses
  await rename(lara, 'Ispeziona');
  await lara.locator('#file-conflict', { hasText: 'ha salvato questo file' }).waitFor(patience);
  await look(lara, 'workshop-overtaken');
  await lara.click('#take-theirs');
  await drawn(lara, 'Esamina').waitFor(patience); // hers is put aside first, then his is saved again
  await expect.poll(() => world.stored(id), patience).toContain('name="Esamina"');
  const past = (await world.site.services
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
  expect(await world.stored(id)).toContain('name="Controlla"');
  expect(world.staff.complaints).toEqual([]);
}, 240_000);

const named = (name: string): string =>
  (world.files['process.bpmn'] ?? '').replace('Guarda la domanda', name);
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
  const id = await world.draft();
  const lara = await world.open('lara', id);
  for (const [name, xml, said, stands] of opened()) {
    await lara.setInputFiles('#file', { name, mimeType: 'application/xml', buffer: Buffer.from(xml) });
    await message(lara, name);
    await message(lara, said);
    await drawn(lara, stands).waitFor(patience);
  }
  await lara.click('#simulate'); // whose log is written as HTML
  await lara.locator('#simulation [title="Fallo accadere"]').first().click();
  await lara
    .locator('#simulation .bts-text', { hasText: '<script>' })
    .first()
    .waitFor({ ...patience, state: 'attached' });
  await state(lara, 'Salvato');
  expect(world.staff.complaints).toEqual([]);

  const unreadable = await world.staff.as('lara');
  await unreadable.goto(
    `${world.site.url}/workshop/drafts/${await world.draft({ 'process.bpmn': '<a' })}/diagram`,
  );
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

/**
 * Files that lose part of their drawing, never of what they say: B.1.0 and B.2.0 draw the inside of closed subprocesses on
 * the sheet around them, C.7.0 has a line that says of nothing that it draws it.
 */
const drawingsNotKept = ['B.1.0.bpmn', 'B.2.0.bpmn', 'C.7.0.bpmn'];
const isDrawing = /^<\/?(?:bpmndi|dc|di):/;

const interchange = (process.env['BPMN_MIWG'] ? readdirSync(process.env['BPMN_MIWG']) : []).filter((name) =>
  name.endsWith('.bpmn'),
);
test.runIf(interchange.length > 0)(
  'the OMG’s interchange files are opened, saved and opened again as the parser alone would',
  async () => {
    const lara = await world.open('lara', await world.draft());
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
    expect(Object.keys(lost)).toEqual(drawingsNotKept);
    expect(
      Object.values(lost)
        .flat()
        .filter((line) => !isDrawing.test(line)),
    ).toEqual([]);
  },
  600_000,
);
