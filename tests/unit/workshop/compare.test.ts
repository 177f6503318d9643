import { describe, expect, test } from 'vitest';
import { inRepo } from '../../../core/paths.js';
import { compareFiles } from '../../../processes/catalogue/compare/compare-files.js';
import { diagramChanges } from '../../../processes/catalogue/compare/diagram.js';
import { filesOfProcedure, readFolder, type FolderFiles } from '../../../processes/catalogue/folder-files.js';
import { createTranslators } from '../../../web/i18n.js';
import { sentenceOf } from '../../../web/workshop/compare/say.js';

const { it: italian } = createTranslators();
const offices: Record<string, string> = { ambiente: 'Ambiente', 'polizia-locale': 'Polizia locale' };
const officeName = (id: string): string => offices[id] ?? id;
const read = (id: string): Promise<FolderFiles> => readFolder(inRepo(`processes/${id}`), filesOfProcedure);

/** What is said of a change of one file: `[file, what is replaced, by what, the sentences]`. */
const cases: [string, [string | RegExp, string][], string[]][] = [
  ['sheet.yaml', [[/days: 30/, 'days: 45']], ['Il termine passa da 30 giorni a 45 giorni']],
  [
    'sheet.yaml',
    [[/^office: \w+$/m, 'office: polizia-locale']],
    ['Il procedimento passa dall’ufficio Ambiente all’ufficio Polizia locale'],
  ],
  [
    'process.bpmn',
    [['name="Fai il sopralluogo"', 'name="Vai a vedere"']],
    ['Cambia nome il compito «Vai a vedere»: prima «Fai il sopralluogo»'],
  ],
  [
    'process.bpmn',
    [[/(id="Task_Inspection"[\s\S]*?candidateGroups=')[^']*'/, `$1=["polizia-locale"]'`]],
    ['Il compito «Fai il sopralluogo» passa dall’ufficio Ambiente all’ufficio Polizia locale'],
  ],
];

describe('a change is said as a sentence', () => {
  test.each(cases)('%s', async (path, replacements, sentences) => {
    const before = await read('abbattimento-alberi');
    const after = replacements.reduce((text, [from, to]) => text.replace(from, to), before[path] ?? '');
    expect(after).not.toBe(before[path]);
    const [file, ...others] = await compareFiles(before, { ...before, [path]: after }, officeName);
    expect(others).toEqual([]);
    expect(file?.changes.map((change) => sentenceOf(change, italian))).toEqual(sentences);
  });
});

const element = (xml: string): string => `<?xml version="1.0"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="D">
<bpmn:process id="P" name="Prova" isExecutable="true">${xml}</bpmn:process></bpmn:definitions>`;
const flow = (condition: string, target = 'B'): string =>
  `<bpmn:exclusiveGateway id="A" name="Va bene?"/><bpmn:userTask id="B" name="Firma"/><bpmn:userTask id="C" name="Archivia"/>
   <bpmn:sequenceFlow id="F" name="sì" sourceRef="A" targetRef="${target}"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition}</bpmn:conditionExpression></bpmn:sequenceFlow>`;
const timer = (wait: string): string =>
  `<bpmn:intermediateCatchEvent id="T" name="Attesa"><bpmn:timerEventDefinition id="TD"><bpmn:timeDuration>${wait}</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`;
const cycle = (text: string): string =>
  timer('').replace(
    /<bpmn:timeDuration>.*?<\/bpmn:timeDuration>/,
    `<bpmn:timeCycle>${text}</bpmn:timeCycle>`,
  );
const service = (input: string): string =>
  `<bpmn:serviceTask id="S" name="Scrivi"><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="${input}" target="codice"/></zeebe:ioMapping></bpmn:extensionElements></bpmn:serviceTask>`;

const drawn: [string, string, string, string[]][] = [
  [
    'a condition',
    flow('=x > 1'),
    flow('=x > 2'),
    ['La condizione della freccia «sì» (da «Va bene?» a «Firma») cambia da «=x > 1» a «=x > 2»'],
  ],
  [
    'an arrow that leads elsewhere',
    flow('=x'),
    flow('=x', 'C'),
    ['La freccia «sì» (da «Va bene?» a «Firma») ora è la freccia «sì» (da «Va bene?» a «Archivia»)'],
  ],
  ['a timer', timer('P30D'), timer('P45D'), ['L’attesa «Attesa»: l’attesa passa da P30D a P45D']],
  [
    'an input',
    service('L6'),
    service('L7'),
    ['Il passo automatico «Scrivi»: il dato in ingresso «codice» passa da «L6» a «L7»'],
  ],
  ['a new step', timer('P1D'), timer('P1D') + service('L6'), ['Nuovo: il passo automatico «Scrivi»']],
  [
    'a step that is gone',
    timer('P1D') + service('L6'),
    timer('P1D'),
    ['Tolto: il passo automatico «Scrivi»'],
  ],
  [
    'what the model leaves out',
    cycle('R/P1D'),
    cycle('R/P2D'),
    ['L’attesa «Attesa»: cambiano altre impostazioni'],
  ],
];

test.each(drawn)('in a diagram: %s', async (_what, before, after, sentences) => {
  const { changes } = await diagramChanges(element(before), element(after), officeName);
  expect(changes.map((change) => sentenceOf(change, italian))).toEqual(sentences);
});

const places: [string, [string, string][], string[]][] = [
  ['a shape', [['x="260" y="160"', 'x="260" y="150"']], ['Task_Look']],
  ['a bend', [['x="632" y="200"', 'x="632" y="205"']], ['Flow_End']],
  ['a label', [['x="134" y="225"', 'x="134" y="245"']], ['Start']],
  // as a modeler leaves it after any change of its element
  ['a label fitted to its text', [['x="134" y="225" width="90"', 'x="138" y="225" width="83"']], []],
];

test.each(places)('what is drawn elsewhere: %s', async (_what, replacements, moved) => {
  const { 'process.bpmn': before = '' } = await readFolder(
    inRepo('tests/web/workshop-procedure'),
    filesOfProcedure,
  );
  const after = replacements.reduce((text, [from, to]) => text.replace(from, to), before);
  expect(after).not.toBe(before);
  expect(await diagramChanges(before, after, officeName)).toEqual({ changes: [], moved });
});

test('fields by their labels, rules by what they say, letters line by line, files that come and go', async () => {
  const before = await read('accesso-atti');
  const [formPath] = Object.keys(before).filter((path) => path.startsWith('forms/'));
  const form = JSON.parse(before[formPath ?? ''] ?? '') as { components: object[] };
  form.components = [
    { type: 'textfield', key: 'nuovo', label: 'Numero di targa', validate: { required: true } },
    ...form.components.slice(1),
  ];
  const after: FolderFiles = {
    ...before,
    [formPath ?? '']: JSON.stringify(form),
    'decisions/diritti.dmn': (before['decisions/diritti.dmn'] ?? '').replace(
      '<text>0</text>',
      '<text>500</text>',
    ),
    'letters/L6.hbs': `${before['letters/L6.hbs'] ?? ''}\nUna riga in più.\n`,
    'letters/L7.hbs': 'Nuova.',
  };
  const files = await compareFiles(before, after, officeName);
  const saidOf = (path: string | undefined): string[] =>
    (files.find((file) => file.path === path)?.changes ?? []).map((change) => sentenceOf(change, italian));
  expect(saidOf(formPath)).toContain('Nuovo campo «Numero di targa»');
  expect(saidOf('decisions/diritti.dmn')).toEqual([
    'Nella decisione «Diritti di ricerca e copia, in centesimi» la regola «Come = "visione", Archivio = "corrente" → Centesimi = 0» diventa «Come = "visione", Archivio = "corrente" → Centesimi = 500»',
  ]);
  const letter = files.find(({ path }) => path === 'letters/L6.hbs');
  expect(letter?.lines.filter(({ kind }) => kind === 'added').map(({ text }) => text)).toContain(
    'Una riga in più.',
  );
  expect(files.find(({ path }) => path === 'letters/L7.hbs')?.kind).toBe('added');
});

test('the same files differ in nothing; a file that can’t be read is shown by its lines', async () => {
  const files = await read('abbattimento-alberi');
  expect(await compareFiles(files, files, officeName)).toEqual([]);
  const [broken] = await compareFiles(files, { ...files, 'sheet.yaml': 'title: [' }, officeName);
  expect(broken).toMatchObject({ path: 'sheet.yaml', changes: [] });
  expect(broken?.lines.length).toBeGreaterThan(0);
});
