import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { inRepo } from '../../../core/paths.js';
import { faultsIn } from '../../../processes/catalogue/coverage/report.js';
import { loadFolder } from '../../../processes/catalogue/folder.js';
import { inLine } from '../../../processes/catalogue/lint/finding.js';
import { lintBundle } from '../../../processes/catalogue/lint/lint.js';
import { loadMunicipality } from '../../../processes/catalogue/municipality.js';
import { procedureFolders } from '../../../processes/catalogue/publish.js';
import { loadScenarios } from '../../../processes/catalogue/scenario/in-files.js';
import { workerContracts } from '../../../workers/contracts.js';

const [example = ''] = await procedureFolders(inRepo('docs/esempi'));
const id = example.split('/').pop() ?? '';
const guide = readFileSync(inRepo('docs/guida-analista.md'), 'utf8');
const municipality = await loadMunicipality();

const root = mkdtempSync(join(tmpdir(), 'sportello-guide-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The example, copied into an empty folder of procedures as the guide says. @returns that folder, and what the check says there */
const droppedIn = async (name: string, spoil: (folder: string) => void = () => undefined) => {
  const processes = join(root, name);
  const folder = join(processes, id);
  cpSync(example, folder, { recursive: true });
  spoil(folder);
  const options = { contracts: workerContracts, municipality, folder: `processes/${id}` };
  const said = await loadFolder(folder)
    .then(async (bundle) => (await lintBundle(bundle, options)).map(inLine))
    .catch((error: Error) => error.message.replaceAll(folder, `processes/${id}`).split('\n'));
  return { processes, said };
};

const replacing =
  (file: string, from: string | RegExp, to: string) =>
  (folder: string): void => {
    const text = readFileSync(join(folder, file), 'utf8');
    const spoilt = text.replace(from, to);
    if (spoilt === text) throw new Error(`${file} has no ${String(from)}`);
    writeFileSync(join(folder, file), spoilt);
  };

interface Block {
  kind: string;
  file: string;
  text: string;
}
const blocks: Block[] = [...guide.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)\n```$/gm)].map(
  ([, kind = '', file = '', text = '']) => ({ kind, file, text }),
);

/** The mistakes of the guide's eighth step, together where one doesn't hide the other: a check takes a while. */
const mistakes: [string, ...((folder: string) => void)[]][] = [
  ['name of a form', replacing('process.bpmn', 'formKey="controllo"', 'formKey="controlo"')],
  [
    'sentence, name, office, due date, way and value',
    replacing('process.bpmn', /\n *<zeebe:property name="frase" value="La Segreteria guarda[^>]*>/, ''),
    replacing('process.bpmn', 'salaLibera = ', 'salaLibra = '),
    replacing('process.bpmn', '=["segreteria"]', '=["segretaria"]'),
    replacing('process.bpmn', 'value="5 giorni lavorativi"', 'value="presto"'),
    replacing('process.bpmn', ' default="Flow_Gateway_Free_Gateway_Prepare"', ''),
    replacing('decisions/tariffa.dmn', 'valori.salaOra', 'valori.salaOre'),
  ],
  ['entry of the sheet', replacing('sheet.yaml', 'who: Chi', 'chi: Chi')],
  ['name of a file', (folder) => renameSync(join(folder, 'sheet.yaml'), join(folder, 'scheda.yaml'))],
];
/** What the coverage says of an end that no scenario reaches. */
const unreached = faultsIn([
  { kind: 'node', total: 1, passed: 0, missed: [{ name: 'End_Denied', reason: null }], stale: [] },
]);

describe('the guide for analysts', { timeout: 60_000 }, () => {
  test('builds a procedure that is found and has nothing wrong, once copied', async () => {
    const { processes, said } = await droppedIn('right');
    expect((await procedureFolders(processes)).map((folder) => folder.split('/').pop())).toEqual([id]);
    expect(said).toEqual([]);
    expect((await loadScenarios(example, id)).length).toBeGreaterThan(0);
  });

  test.each(blocks.filter(({ file }) => file))('shows $file as it is', ({ file, text }) => {
    const path = file.startsWith('processes/') ? inRepo(file) : join(example, file);
    expect(readFileSync(path, 'utf8')).toContain(text);
  });

  test('speaks of every kind of file that the procedure has', () => {
    const kinds = readdirSync(example).map((name) => name.split('.')[0] ?? '');
    for (const kind of kinds) expect(blocks.some(({ file }) => file.startsWith(kind))).toBe(true);
  });

  const quoted = blocks.filter(({ kind }) => kind === 'text').flatMap(({ text }) => text.split('\n'));
  const really = new Set(unreached);

  test.each(mistakes)('quotes all that is said of a wrong %s', async (name, ...spoil) => {
    const { said } = await droppedIn(name, (folder) => spoil.forEach((one) => one(folder)));
    expect(said.filter((line) => !quoted.includes(line))).toEqual([]);
    said.forEach((line) => really.add(line));
  });

  test('quotes nothing else', () => {
    expect(quoted.filter((line) => !really.has(line))).toEqual([]);
  });

  test('shows the diagram as it is drawn', () => {
    const idsIn = (text: string, pattern: RegExp): string[] =>
      [...text.matchAll(pattern)].map(([, one = '']) => one.replace(/_label$/, '')).sort();
    const picture = readFileSync(inRepo(`docs/immagini/${id}.svg`), 'utf8');
    const drawn = readFileSync(join(example, 'process.bpmn'), 'utf8');
    expect([...new Set(idsIn(picture, /data-element-id="([^"]+)"/g))]).toEqual(
      idsIn(drawn, /bpmnElement="([^"]+)"/g).filter((one) => one !== id),
    );
  });
});
