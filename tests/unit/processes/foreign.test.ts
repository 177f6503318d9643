import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { afterAll, expect, test } from 'vitest';
import { loadFolder } from '../../../processes/catalogue/folder.js';
import type { Finding } from '../../../processes/catalogue/lint/finding.js';
import { lintBundle } from '../../../processes/catalogue/lint/lint.js';
import { bundleOf, contracts, municipality, rightProcess } from './small-procedure.js';

/*
 * Diagrams that other people drew, put in a procedure's folder as somebody would who tries. The first two are Camunda's own
 * examples for Zeebe, read where the package zeebe-node (Apache-2.0) brings them; the others speak other dialects of BPMN:
 * descriptive as in the OMG's interchange tests, of Camunda 7, of a newer engine.
 */
const examples = join(dirname(createRequire(import.meta.url).resolve('zeebe-node/package.json')), 'example');
const example = (name: string): string => readFileSync(join(examples, name), 'utf8');

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
  `<semantic:process id="calls" isExecutable="true"><semantic:startEvent id="s" name="Start"/><semantic:callActivity id="c" name="Check clients"/><semantic:endEvent id="e" name="End"/>${line('s', 'c')}${line('c', 'e')}</semantic:process>`,
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

test.each<[string, string, string[]]>([
  [
    'camunda-message',
    example('test.bpmn'),
    [
      'nessuno svolge il lavoro «demo-service»: scegline uno di',
      'descrivi il messaggio «Message_In» in sheet.yaml',
      'motore non indicato: scrivi modeler:executionPlatformVersion="8.5.0"',
    ],
  ],
  [
    'camunda-connector',
    example('connector_test.bpmn'),
    [
      'nessuno svolge il lavoro «camunda-cloud-connector»',
      'da qui non si arriva mai a un evento di fine: aggiungi',
    ],
  ],
  ['omg-descriptive', descriptive, ['non ha un processo eseguibile', 'segna «Eseguibile»']],
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
  ['calls-nobody', callsNobody, ['«Check clients» non dice quale sottoprocesso chiama: scegline uno']],
  ['dangling', dangling, ['rimanda a «nowhere», che non c’è: apri il disegno e ricollega']],
])('%s is refused with what to do, where', async (name, bpmn, words) => {
  const findings = await dropIn(name, bpmn);
  const told = findings.map(({ message }) => message).join('\n');
  for (const word of words) expect(told).toContain(word);
  expect(findings.some(({ severity }) => severity === 'error')).toBe(true);
  for (const { file, message, elementId } of findings) {
    expect(file).toMatch(new RegExp(`^processes/${name}/`));
    if (elementId) expect(bpmn).toContain(`id="${elementId}"`);
    expect(message, 'an instruction, in Italian').not.toMatch(
      /\b(must|should|missing|unexpected|unsupported)\b/i,
    );
  }
});
