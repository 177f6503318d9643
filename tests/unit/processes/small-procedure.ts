import type { ProcedureBundle } from '../../../processes/catalogue/bundle.js';
import type { Municipality } from '../../../processes/catalogue/municipality.js';
import { sheetSchema } from '../../../processes/catalogue/sheet.js';
import type { WorkerContract } from '../../../workers/contracts.js';

const flow = (id: string, source: string, target: string, condition = ''): string =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}">${
    condition &&
    `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition}</bpmn:conditionExpression>`
  }</bpmn:sequenceFlow>`;

/** What the diagram says to the public there. */
export const said = (sentence: string): string =>
  `<zeebe:properties><zeebe:property name="frase" value="${sentence}"/></zeebe:properties>`;

const job = (type: string, inputs: string, sentence: string): string =>
  `<bpmn:extensionElements><zeebe:taskDefinition type="${type}"/><zeebe:ioMapping>${inputs}</zeebe:ioMapping>${said(sentence)}</bpmn:extensionElements>`;

/** A right process, one element a line, that tests spoil by replacing text. */
export const rightProcess = `<bpmn:process id="prova" name="Prova" isExecutable="true">
<bpmn:startEvent id="Start" name="Istanza presentata"><bpmn:outgoing>F1</bpmn:outgoing><bpmn:messageEventDefinition id="D1" messageRef="M1"/></bpmn:startEvent>
<bpmn:userTask id="Look" name="Guarda la domanda"><bpmn:documentation>Leggi la domanda. Serve per decidere.</bpmn:documentation><bpmn:extensionElements><zeebe:formDefinition formKey="esame"/><zeebe:assignmentDefinition candidateGroups="ambiente"/><zeebe:taskHeaders><zeebe:header key="scadenza" value="5 giorni lavorativi"/></zeebe:taskHeaders>${said('L’ufficio guarda la domanda.')}</bpmn:extensionElements><bpmn:incoming>F1</bpmn:incoming><bpmn:incoming>F4</bpmn:incoming><bpmn:outgoing>F2</bpmn:outgoing></bpmn:userTask>
<bpmn:exclusiveGateway id="Choice" name="Va bene?" default="F3"><bpmn:incoming>F2</bpmn:incoming><bpmn:outgoing>F3</bpmn:outgoing><bpmn:outgoing>F4</bpmn:outgoing></bpmn:exclusiveGateway>
<bpmn:serviceTask id="Write" name="Scrivi la lettera">${job('lettera.componi', '<zeebe:input source="L4" target="lettera"/><zeebe:output source="=letteraId" target="attoId"/>', 'Il Comune scrive la lettera.')}<bpmn:incoming>F3</bpmn:incoming><bpmn:outgoing>F5</bpmn:outgoing></bpmn:serviceTask>
<bpmn:serviceTask id="Send" name="Invia la lettera">${job('notifica.invia', '<zeebe:input source="=attoId" target="letteraId"/>', 'Il Comune spedisce la lettera.')}<bpmn:incoming>F5</bpmn:incoming><bpmn:outgoing>F6</bpmn:outgoing></bpmn:serviceTask>
<bpmn:intermediateCatchEvent id="Wait" name="Risposta arrivata"><bpmn:extensionElements>${said('Si aspetta la sua risposta.')}</bpmn:extensionElements><bpmn:incoming>F6</bpmn:incoming><bpmn:outgoing>F7</bpmn:outgoing><bpmn:messageEventDefinition id="D2" messageRef="M2"/></bpmn:intermediateCatchEvent>
<bpmn:endEvent id="End" name="Domanda accolta"><bpmn:extensionElements>${said('La domanda è accolta.')}</bpmn:extensionElements><bpmn:incoming>F7</bpmn:incoming></bpmn:endEvent>
${flow('F1', 'Start', 'Look')}
${flow('F2', 'Look', 'Choice')}
${flow('F3', 'Choice', 'Write')}
${flow('F4', 'Choice', 'Look', '=esito = "rivedi"')}
${flow('F5', 'Write', 'Send')}
${flow('F6', 'Send', 'Wait')}
${flow('F7', 'Wait', 'End')}
</bpmn:process>
<bpmn:message id="M1" name="istanza.prova"/>
<bpmn:message id="M2" name="risposta"><bpmn:extensionElements><zeebe:subscription correlationKey="=caseId"/></bpmn:extensionElements></bpmn:message>`;

const namespaces = [
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"',
  'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"',
  'xmlns:di="http://www.omg.org/spec/DD/20100524/DI"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"',
  'xmlns:modeler="http://camunda.org/schema/modeler/1.0"',
].join(' ');

const inDrawing =
  /<bpmn:(\w+(?:Event|Task|Gateway|[sS]ubProcess|Activity)|sequenceFlow)\s[^>]*?\bid="(\w+)"/g;

const drawn = (process: string): string =>
  [...process.matchAll(inDrawing)]
    .map(([, type, id = '']) =>
      type === 'sequenceFlow'
        ? `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}"><di:waypoint x="0" y="0"/><di:waypoint x="9" y="0"/></bpmndi:BPMNEdge>`
        : `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="0" y="0" width="9" height="9"/></bpmndi:BPMNShape>`,
    )
    .join('');

/** A process as a whole file: what is not said is the right version and a drawing of everything. */
export const diagramOf = (process: string, version = '8.5.0'): string =>
  `<bpmn:definitions ${namespaces} id="D" targetNamespace="http://bpmn.io/schema/bpmn" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="${version}">${process}<bpmndi:BPMNDiagram id="Di"><bpmndi:BPMNPlane id="Pl" bpmnElement="${/process id="(\w+)"/.exec(process)?.[1] ?? ''}">${drawn(process)}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>`;

const sheet = sheetSchema.parse({
  id: 'prova',
  title: 'Prova',
  summary: 'Una prova',
  keywords: ['prova'],
  office: 'ambiente',
  decidingOffice: 'Servizio ambiente',
  applicationForm: 'istanza',
  term: {
    days: 30,
    kind: 'calendario',
    from: 'presentazione',
    source: 'L. 241/1990 art. 2 c. 2',
    end: 'atto',
  },
  legal: [{ ref: 'L. 241/1990', title: 'Procedimento amministrativo' }],
  who: 'Chiunque',
  how: ['Allo sportello'],
  online: 'No',
  payment: 'Niente',
  follow: 'Allo sportello',
  remedies: [
    { kind: 'TAR', text: 'Entro 60 giorni' },
    { kind: 'Ricorso straordinario', text: 'Entro 120 giorni' },
  ],
  messages: [{ name: 'risposta', label: 'Risposta', help: 'Il cittadino risponde', form: 'risposta' }],
  avvio: true,
  validFrom: '2026-01-01',
});

/** A right procedure around a process. */
export const bundleOf = (process: string): ProcedureBundle => ({
  bpmn: diagramOf(process),
  sheet: structuredClone(sheet),
  forms: {
    istanza: { id: 'istanza', components: [{ type: 'textfield', key: 'motivo', label: 'Motivo' }] },
    esame: {
      id: 'esame',
      components: [
        { type: 'radio', key: 'esito', label: 'Esito' },
        ...['documentiRichiesti', 'esitoTesto', 'motivazione', 'validita', 'bollo'].map((key) => ({
          type: 'textfield',
          key,
          label: `Campo ${key}`,
        })),
      ],
    },
    risposta: { id: 'risposta', components: [{ type: 'textarea', key: 'testo', label: 'Testo' }] },
  },
  decisions: {},
  letters: {},
});

const input = (name: string, required: boolean): WorkerContract['inputs'][number] => ({
  name,
  label: name,
  description: '',
  required,
  type: 'text',
});
const contract = (type: string, inputs: WorkerContract['inputs'], outputs: string[]): WorkerContract => ({
  type,
  title: type,
  description: '',
  inputs,
  outputs: outputs.map((name) => ({ name, description: '' })),
  errors: [],
});

export const contracts = [
  contract(
    'lettera.componi',
    [input('lettera', true), input('oggetto', false), input('dati', false)],
    ['letteraId'],
  ),
  contract('notifica.invia', [input('letteraId', true)], ['notificaCanale']),
];

export const municipality = {
  offices: [
    {
      id: 'ambiente',
      name: 'Ambiente',
      kind: 'back',
      signer: { name: 'Stefano Bianchi', role: 'dirigente' },
    },
  ],
} as Municipality;
