import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { afterAll, describe, expect, test } from 'vitest';
import { loadFolder } from '../../../../processes/catalogue/folder.js';
import type { Finding } from '../../../../processes/catalogue/lint/finding.js';
import { lintBundle } from '../../../../processes/catalogue/lint/lint.js';
import { bundleOf, contracts, municipality, rightProcess } from '../small-procedure.js';
import { ofInterchange, ofJbpm, ofZeebe } from './sources.js';

/*
 * Diagrams that other people drew, put in a procedure's folder as somebody would who tries: whole files of Camunda, jBPM and
 * the OMG (sources.ts), and four small ones in the dialects of tools whose files we don't have.
 */
const heads =
  'xmlns:semantic="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0" xmlns:triso="http://www.trisotech.com/2015/triso/modeling"';
const definitions = (inner: string, attributes = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?><semantic:definitions ${heads} id="_1" targetNamespace="http://www.omg.org/bpmn20" ${attributes}>${inner}</semantic:definitions>`;
const line = (from: string, to: string): string =>
  `<semantic:sequenceFlow id="f_${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`;

const descriptive = definitions(
  `<semantic:collaboration id="co"><semantic:participant id="pa" name="Bank" processRef="pr"/></semantic:collaboration>
   <semantic:process id="pr" isExecutable="false"><semantic:laneSet id="ls"><semantic:lane id="la" name="Clerk"/></semantic:laneSet>
   <semantic:startEvent id="s" name="Order arrived"/><semantic:task id="t" name="Check order"/><semantic:endEvent id="e"/>${line('s', 't')}${line('t', 'e')}</semantic:process>`,
);
const camunda7 = definitions(
  `<semantic:process id="invoice" isExecutable="true" camunda:historyTimeToLive="30"><semantic:startEvent id="s" name="Invoice received" camunda:formKey="embedded:app:start.html"/>
   <semantic:userTask id="approve" name="Approve invoice" camunda:assignee="demo" camunda:formKey="embedded:app:approve.html"/>
   <semantic:serviceTask id="archive" name="Archive invoice" camunda:class="org.example.Archive"/><semantic:endEvent id="e" name="Processed"/>
   ${line('s', 'approve')}${line('approve', 'archive')}${line('archive', 'e')}</semantic:process>`,
  'modeler:executionPlatform="Camunda Platform" modeler:executionPlatformVersion="7.21.0"',
);
const callsNobody = definitions(
  `<semantic:process id="calls"><semantic:startEvent id="s" name="Start"/><semantic:callActivity id="c" name="Check
clients"/><semantic:callActivity id="d" name="Pay"><semantic:extensionElements><zeebe:calledElement processId="pay"/></semantic:extensionElements></semantic:callActivity><semantic:endEvent id="e" name="End"/>${line('s', 'c')}${line('c', 'd')}${line('d', 'e')}</semantic:process>`,
);
const dangling = definitions(
  `<semantic:itemDefinition id="item" structureRef="xsd:string"/><semantic:process id="d" isExecutable="true"><semantic:startEvent id="s" name="Start"><semantic:messageEventDefinition id="m" messageRef="nowhere"/></semantic:startEvent></semantic:process>`,
);

const root = mkdtempSync(join(tmpdir(), 'sportello-foreign-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Puts a diagram into a folder with a right sheet and forms, as drop-in. */
const dropIn = async (name: string, bpmn: string): Promise<Finding[]> => {
  const folder = join(root, name);
  const { sheet, forms } = bundleOf(rightProcess);
  mkdirSync(join(folder, 'forms'), { recursive: true });
  writeFileSync(join(folder, 'process.bpmn'), bpmn);
  writeFileSync(join(folder, 'sheet.yaml'), stringify({ ...sheet, id: name }));
  for (const [key, form] of Object.entries(forms))
    writeFileSync(join(folder, 'forms', `${key}.form`), JSON.stringify(form));
  return lintBundle(await loadFolder(folder), { contracts, municipality, folder: `processes/${name}` });
};

const errorsIn = (findings: Finding[]): Finding[] => findings.filter(({ severity }) => severity === 'error');

/** Each finding names the file, an element that is in it, and says in Italian what to do. */
const expectHelp = (findings: Finding[], name: string, bpmn: string): void => {
  expect(errorsIn(findings).length).toBeGreaterThan(0);
  for (const { file, message, elementId, elementName } of findings) {
    expect(file).toMatch(new RegExp(`^processes/${name}/`));
    if (elementId) expect(bpmn).toContain(`id="${elementId}"`);
    expect(elementName ?? '').not.toMatch(/\n/);
    expect(message, 'an instruction, in Italian').not.toMatch(
      /\b(must|should|missing|unexpected|unsupported|unknown|unresolved|unparsable)\b/i,
    );
  }
};

const words: [string, string | undefined, string[]][] = [
  [
    'zeebe-message',
    ofZeebe.get('test.bpmn'),
    [
      'nessuno svolge il lavoro «demo-service»: scegline uno di',
      'descrivi il messaggio «Message_In» in sheet.yaml',
      'motore non indicato: scrivi modeler:executionPlatformVersion="8.5.0"',
    ],
  ],
  [
    'zeebe-connector',
    ofZeebe.get('connector_test.bpmn'),
    [
      'nessuno svolge il lavoro «camunda-cloud-connector»',
      'da qui non si arriva mai a un evento di fine: aggiungi',
    ],
  ],
  [
    'jbpm-human-task',
    ofJbpm.get('HumanTask.bpmn'),
    [
      'c’è un’indicazione «packageName» di un altro programma',
      'disegna di nuovo il procedimento nel modellatore',
    ],
  ],
  [
    'jbpm-travel',
    ofJbpm.get('travel.bpmn'),
    ['non dice quale sottoprocesso chiama: scegline uno di processes/shared'],
  ],
  [
    'jbpm-looping',
    ofJbpm.get('Looping.bpmn'),
    [
      'scegli che cosa fa questo passaggio automatico',
      'questo giro non si ferma mai ad aspettare',
      'scritta per un altro motore: scrivila in FEEL, che comincia con «=»',
    ],
  ],
  ['jbpm-repeated', ofJbpm.get('multipleinstance.bpmn'), ['indica su quale elenco si ripete il passaggio']],
  [
    'jbpm-evaluation',
    ofJbpm.get('Evaluation.bpmn'),
    ['scegli l’ufficio che lo fa (uno di: ambiente)', 'aggiungi la proprietà «frase»'],
  ],
  ['descriptive', descriptive, ['non ha un processo eseguibile', 'segna «Eseguibile»']],
  [
    'camunda-7',
    camunda7,
    [
      'per il motore 7.21.0: scrivi',
      '«istanza.camunda-7»: usa questo nome',
      'scegli che cosa fa questo passaggio',
      'scegli l’ufficio che lo fa',
      'scegli il modulo di questo compito',
    ],
  ],
  [
    'calls-nobody',
    callsNobody,
    [
      'non ha un processo eseguibile',
      'non dice quale sottoprocesso chiama',
      'che non c’è in processes/shared',
    ],
  ],
  ['dangling', dangling, ['rimanda a «nowhere», che non c’è: apri il disegno e ricollega']],
];

describe('is refused with what to do, where', () => {
  test.each(words.flatMap(([name, bpmn, said]) => (bpmn ? [[name, bpmn, said] as const] : [])))(
    '%s',
    async (name, bpmn, said) => {
      const findings = await dropIn(name, bpmn);
      const told = findings.map(({ message }) => message).join('\n');
      for (const word of said) expect(told).toContain(word);
      expectHelp(findings, name, bpmn);
    },
  );

  const others = [...ofJbpm, ...ofInterchange].filter(([, bpmn]) => !words.some(([, said]) => said === bpmn));
  test.each(others.map(([file, bpmn], at) => [file, `other-${at}`, bpmn] as const))(
    '%s',
    async (_file, name, bpmn) => {
      expectHelp(await dropIn(name, bpmn), name, bpmn);
    },
  );

  test('what another tool writes everywhere is told once', async () => {
    const findings = await dropIn('jbpm-once', ofJbpm.get('HumanTask.bpmn') ?? dangling);
    expect(new Set(findings.map(({ message }) => message)).size).toBe(findings.length);
  });
});
