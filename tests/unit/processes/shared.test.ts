import { expect, it } from 'vitest';
import type { ProcedureBundle, SharedProcess } from '../../../processes/catalogue/bundle.js';
import { readDiagram } from '../../../processes/catalogue/diagram-model.js';
import { lintBundle } from '../../../processes/catalogue/lint/lint.js';
import { bindShared } from '../../../processes/catalogue/shared/bind.js';
import { sharedContractSchema } from '../../../processes/catalogue/shared/contract.js';
import { bundleOf, contracts, diagramOf, municipality, rightProcess, said } from './small-procedure.js';

const link = (id: string, source: string, target: string) =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}"/>`;

const call = (id: string, name: string, inputs: string, flows: [string, string]) =>
  `<bpmn:callActivity id="${id}" name="Chiedi"><bpmn:extensionElements><zeebe:calledElement processId="${name}" propagateAllChildVariables="false"/><zeebe:ioMapping>${inputs}<zeebe:output source="=risposta" target="esito"/></zeebe:ioMapping></bpmn:extensionElements><bpmn:incoming>${flows[0]}</bpmn:incoming><bpmn:outgoing>${flows[1]}</bpmn:outgoing></bpmn:callActivity>`;

const asking = `<bpmn:process id="chiedi" isExecutable="true">
<bpmn:startEvent id="S"><bpmn:outgoing>A</bpmn:outgoing></bpmn:startEvent>
<bpmn:userTask id="Ask" name="Chiedi a {ufficio}"><bpmn:documentation>{ufficio} dice: {tema}. Serve per decidere.</bpmn:documentation><bpmn:extensionElements><zeebe:formDefinition formKey="chiedi"/><zeebe:assignmentDefinition candidateGroups="=[ufficio]"/><zeebe:taskHeaders><zeebe:header key="scadenza" value="{giorni} giorni"/></zeebe:taskHeaders>${said('Si chiede a {ufficio}.')}</bpmn:extensionElements><bpmn:incoming>A</bpmn:incoming><bpmn:incoming>Again</bpmn:incoming><bpmn:outgoing>B</bpmn:outgoing></bpmn:userTask>
<bpmn:exclusiveGateway id="G" name="Basta?" default="C"><bpmn:incoming>B</bpmn:incoming><bpmn:outgoing>C</bpmn:outgoing><bpmn:outgoing>Again</bpmn:outgoing></bpmn:exclusiveGateway>
<bpmn:endEvent id="E" name="Fatto"><bpmn:incoming>C</bpmn:incoming></bpmn:endEvent>
${link('A', 'S', 'Ask')}${link('B', 'Ask', 'G')}${link('C', 'G', 'E')}
<bpmn:sequenceFlow id="Again" sourceRef="G" targetRef="Ask"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=risposta = "ancora"</bpmn:conditionExpression></bpmn:sequenceFlow>
</bpmn:process>
<bpmn:message id="M1" name="risposta"/>`;

const around = `<bpmn:process id="doppio" isExecutable="true">
<bpmn:startEvent id="S"><bpmn:outgoing>A</bpmn:outgoing></bpmn:startEvent>
${call('Twice', 'chiedi', '<zeebe:input source="=chi" target="ufficio"/><zeebe:input source="tutto" target="tema"/>', ['A', 'B'])}
<bpmn:endEvent id="E" name="Fatto"><bpmn:incoming>B</bpmn:incoming></bpmn:endEvent>
${link('A', 'S', 'Twice')}${link('B', 'Twice', 'E')}</bpmn:process>`;

const parameter = (name: string, more = {}) => ({ name, title: name, description: name, ...more });
const shared: Record<string, SharedProcess> = {
  chiedi: {
    bpmn: diagramOf(asking),
    contract: sharedContractSchema.parse({
      id: 'chiedi',
      title: 'Chiedi a un ufficio',
      description: 'Un ufficio risponde.',
      parameters: [
        parameter('ufficio', { kind: 'ufficio' }),
        parameter('tema'),
        parameter('giorni', { default: '5' }),
      ],
      results: [{ name: 'risposta', title: 'risposta' }],
    }),
    forms: {
      chiedi: {
        id: 'chiedi',
        components: [
          { type: 'radio', key: 'risposta', label: 'Risposta' },
          { type: 'textfield', key: 'documentiRichiesti', label: 'Documenti' },
        ],
      },
    },
    decisions: {},
  },
  doppio: {
    bpmn: diagramOf(around),
    contract: sharedContractSchema.parse({
      id: 'doppio',
      title: 'Doppio',
      description: 'Chiama chi chiama.',
      parameters: [parameter('chi', { kind: 'ufficio' })],
    }),
    forms: {},
    decisions: {},
  },
};

/** The right procedure with a call where it looks at the application. */
const calling = (name: string, inputs: string): ProcedureBundle => {
  const process = rightProcess
    .replace(/<bpmn:userTask id="Look"[\s\S]*?<\/bpmn:userTask>/, call('Look', name, inputs, ['F1', 'F2']))
    .replace('<bpmn:outgoing>F2', '<bpmn:incoming>F4</bpmn:incoming><bpmn:outgoing>F2');
  const bundle = bundleOf(process);
  delete bundle.forms['esame'];
  return { ...bundle, shared };
};

const right = '<zeebe:input source="ambiente" target="ufficio"/><zeebe:input source="alberi" target="tema"/>';

it('puts a copy of the shared subprocess into the place of its call, with the constants written in', async () => {
  const bundle = await bindShared(calling('chiedi', right), (id) => `Ufficio ${id}`);
  const { elements, flows } = await readDiagram(bundle.bpmn);
  const sub = elements.get('Look');
  expect(sub).toMatchObject({ type: 'subProcess', incoming: ['F1', 'F4'], outgoing: ['F2'] });
  expect(sub?.inputs).toEqual({
    ufficio: 'ambiente',
    tema: 'alberi',
    giorni: '5',
    risposta: '=null',
  });
  expect(sub?.outputs).toEqual({ esito: '=risposta' });
  expect(elements.get('Look__Ask')).toMatchObject({
    parent: 'Look',
    name: 'Chiedi a Ufficio ambiente',
    documentation: 'Ufficio ambiente dice: alberi. Serve per decidere.',
    groups: ['ambiente'],
    headers: { scadenza: '5 giorni' },
    properties: { frase: 'Si chiede a Ufficio ambiente.' },
  });
  expect(flows.get('Look__Again')).toMatchObject({ source: 'Look__G', target: 'Look__Ask' });
  expect(flows.get('F2')).toMatchObject({ source: 'Look', target: 'Choice' });
  expect(bundle.forms).toHaveProperty('chiedi');
});

it('is looked over as one diagram; what is wrong inside is shown on the call', async () => {
  const lint = (bundle: ProcedureBundle) => lintBundle(bundle, { contracts, municipality, folder: '' });
  expect(await lint(calling('chiedi', right))).toEqual([]);
  const wrong = await lint(calling('chiedi', right.replace('ambiente', 'altrove')));
  expect(wrong).toMatchObject([{ rule: 'user-tasks', elementId: 'Look' }]);
});

it('binds calls within calls, and passes constants on', async () => {
  const chi = '<zeebe:input source="ambiente" target="chi"/>';
  const { elements, flows } = await readDiagram((await bindShared(calling('doppio', chi))).bpmn);
  expect(flows.get('Look__A')).toMatchObject({ source: 'Look__S', target: 'Look__Twice' });
  expect(elements.get('Look__Twice')?.inputs).toMatchObject({ ufficio: 'ambiente' });
  expect(elements.get('Look__Twice__Ask')).toMatchObject({
    parent: 'Look__Twice',
    groups: ['ambiente'],
    name: 'Chiedi a ambiente',
  });
});

it.each([
  ['a call to nothing', 'niente', right, 'che non c’è in processes/shared'],
  ['a parameter left out', 'chiedi', '', 'non dice «ufficio»'],
  ['a parameter nobody knows', 'chiedi', `${right}<zeebe:input source="1" target="altro"/>`, 'non conosce'],
])('refuses %s, in words', async (_, name, inputs, sentence) => {
  await expect(bindShared(calling(name, inputs))).rejects.toThrow(sentence);
});

it('refuses calls in a circle', async () => {
  const circle = calling('chiedi', right);
  const own = call('Ask', 'chiedi', right, ['A', 'B']);
  const bpmn = diagramOf(asking.replace(/<bpmn:userTask[\s\S]*?<\/bpmn:userTask>/, own));
  const { chiedi } = shared;
  if (chiedi) circle.shared = { chiedi: { ...chiedi, bpmn } };
  await expect(bindShared(circle)).rejects.toThrow('chiama sé stesso');
});

it('leaves a procedure that calls nothing as it is', async () => {
  const bundle = bundleOf(rightProcess);
  expect(await bindShared(bundle)).toBe(bundle);
});
