import { declaresEntities } from '../../core/xml.js';
import type { ModdleElement, ParsedDiagram } from 'bpmn-moddle';
import { extensionOf, many, zeebeModdle } from './moddle.js';

/** One element of a diagram, in the words the rest of the program uses. */
export interface DiagramElement {
  id: string;
  /** `userTask`, `serviceTask`, `endEvent`, `exclusiveGateway`… */
  type: string;
  name: string;
  /** What to do and why, for the person who does it. */
  documentation: string;
  formKey: string | null;
  /** Offices that do a task, where the diagram names them. */
  groups: string[];
  /** FEEL that gives the offices only when the case comes there, such as those of a repetition's item. */
  groupsFrom: string | null;
  headers: Record<string, string>;
  /** What the diagram says to the public about it: see public-words.ts. */
  properties: Record<string, string>;
  jobType: string | null;
  /** Input mappings: variable → FEEL expression or constant. */
  inputs: Record<string, string>;
  outputs: Record<string, string>;
  /** Name of the message it waits for. */
  message: string | null;
  /** Code of the BPMN error it catches. */
  errorCode: string | null;
  outgoing: string[];
  incoming: string[];
  defaultFlow: string | null;
  /** Element this one is attached to, for boundary events. */
  attachedTo: string | null;
  parent: string;
  eventKind: string | null;
  /** How long a timer waits, when it is always the same: `P30D`. */
  duration: string | null;
  isInterrupting: boolean;
  isTriggeredByEvent: boolean;
}

export interface DiagramFlow {
  id: string;
  name: string;
  source: string;
  target: string;
  condition: string | null;
}

export interface DiagramModel {
  processId: string;
  name: string;
  executionPlatformVersion: string | null;
  elements: ReadonlyMap<string, DiagramElement>;
  flows: ReadonlyMap<string, DiagramFlow>;
  /** Name of the message that starts an instance. */
  startMessage: string | null;
  /** Every FEEL expression of the diagram with the element it belongs to. */
  expressions: { elementId: string; text: string }[];
}

/** Parses a diagram. @throws Error in Italian: entities, not BPMN, no executable process */
export const parseDiagram = async (xml: string): Promise<ParsedDiagram> => {
  if (declaresEntities(xml)) {
    throw new Error('Il file contiene un DOCTYPE o delle entità: per sicurezza non viene letto.');
  }
  try {
    return await zeebeModdle().fromXML(xml);
  } catch (error) {
    throw new Error(`Il file non è un diagramma BPMN leggibile: ${String(error)}`);
  }
};

/** Reads a diagram into elements and flows. @throws Error in Italian */
export const readDiagram = async (xml: string): Promise<DiagramModel> => {
  const { rootElement } = await parseDiagram(xml);
  const processes = many(rootElement['rootElements']).filter(({ $type }) => $type === 'bpmn:Process');
  const process = processes.find((candidate) => candidate['isExecutable'] === true);
  if (!process)
    throw new Error(
      'Il diagramma non ha un processo eseguibile, cioè descrive e basta: nel modellatore seleziona lo sfondo, o la fascia del Comune, e segna «Eseguibile» (isExecutable="true").',
    );
  const elements = new Map<string, DiagramElement>();
  const flows = new Map<string, DiagramFlow>();
  const expressions: DiagramModel['expressions'] = [];
  collect(process, elements, flows, expressions);
  const start = [...elements.values()].find(
    ({ type, parent, message }) => type === 'startEvent' && parent === process.id && message,
  );
  const version = (rootElement['$attrs'] as Record<string, string>)['modeler:executionPlatformVersion'];
  return {
    processId: process.id,
    name: process.name ?? process.id,
    executionPlatformVersion: version ?? null,
    elements,
    flows,
    startMessage: start?.message ?? null,
    expressions,
  };
};

/** Every FEEL expression in a scope of the parsed diagram, with the element it belongs to. */
export const expressionsOf = (scope: ModdleElement): DiagramModel['expressions'] => {
  const expressions: DiagramModel['expressions'] = [];
  collect(scope, new Map(), new Map(), expressions);
  return expressions;
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const refId = (value: unknown): string | null => (value as ModdleElement | undefined)?.id ?? null;

const collect = (
  scope: ModdleElement,
  elements: Map<string, DiagramElement>,
  flows: Map<string, DiagramFlow>,
  expressions: DiagramModel['expressions'],
): void => {
  for (const element of many(scope['flowElements'])) {
    if (element.$type === 'bpmn:SequenceFlow') {
      const condition = text((element['conditionExpression'] as ModdleElement | undefined)?.['body']) || null;
      flows.set(element.id, {
        id: element.id,
        name: element.name ?? '',
        source: refId(element['sourceRef']) ?? '',
        target: refId(element['targetRef']) ?? '',
        condition,
      });
      if (condition?.startsWith('=')) expressions.push({ elementId: element.id, text: condition });
      continue;
    }
    elements.set(element.id, elementOf(element, scope.id));
    expressions.push(...feelOf(element).map((expression) => ({ elementId: element.id, text: expression })));
    collect(element, elements, flows, expressions);
  }
};

const elementOf = (element: ModdleElement, parent: string): DiagramElement => {
  const mapping = extensionOf(element, 'zeebe:IoMapping');
  const [event] = many(element['eventDefinitions']);
  const message = (event?.['messageRef'] ?? element['messageRef']) as ModdleElement | undefined;
  const headers = many(extensionOf(element, 'zeebe:TaskHeaders')?.['values']);
  const properties = many(extensionOf(element, 'zeebe:Properties')?.['properties']);
  const groups = text(extensionOf(element, 'zeebe:AssignmentDefinition')?.['candidateGroups']);
  const duration = text((event?.['timeDuration'] as ModdleElement | undefined)?.['body']);
  return {
    id: element.id,
    type: element.$type.replace('bpmn:', '').replace(/^./, (letter) => letter.toLowerCase()),
    name: (element.name ?? '').replace(/\s+/g, ' ').trim(),
    documentation: many(element['documentation'])
      .map((part) => text(part['text']))
      .join('\n')
      .trim(),
    formKey: text(extensionOf(element, 'zeebe:FormDefinition')?.['formKey']) || null,
    groups: constantList(groups),
    groupsFrom: isComputed(groups) ? groups : null,
    headers: Object.fromEntries(headers.map((header) => [text(header['key']), text(header['value'])])),
    properties: Object.fromEntries(
      properties.map((property) => [text(property['name']), text(property['value']).trim()]),
    ),
    jobType: text(extensionOf(element, 'zeebe:TaskDefinition')?.['type']) || null,
    inputs: mappings(mapping?.['inputParameters']),
    outputs: mappings(mapping?.['outputParameters']),
    message: message?.name ?? null,
    errorCode: text((event?.['errorRef'] as ModdleElement | undefined)?.['errorCode']) || null,
    outgoing: many(element['outgoing']).map(({ id }) => id),
    incoming: many(element['incoming']).map(({ id }) => id),
    defaultFlow: refId(element['default']),
    attachedTo: refId(element['attachedToRef']),
    parent,
    eventKind: event ? event.$type.replace('bpmn:', '').replace('EventDefinition', '').toLowerCase() : null,
    duration: duration && !duration.startsWith('=') ? duration : null,
    isInterrupting: element['cancelActivity'] !== false && element['isInterrupting'] !== false,
    isTriggeredByEvent: element['triggeredByEvent'] === true,
  };
};

const mappings = (parameters: unknown): Record<string, string> =>
  Object.fromEntries(
    many(parameters).map((parameter) => [text(parameter['target']), text(parameter['source'])]),
  );

/** Anything but a list of constants: only the engine knows, when it gets there. */
const isComputed = (source: string): boolean =>
  source.startsWith('=') && !/^=\s*\[\s*"[^"]*"(\s*,\s*"[^"]*")*\s*\]\s*$/.test(source);

/** `=["ambiente"]` or `ambiente,demografici`: constants, so that lists and lint know them. */
const constantList = (source: string): string[] => {
  if (isComputed(source)) return [];
  if (!source.startsWith('='))
    return source
      .split(',')
      .map((group) => group.trim())
      .filter(Boolean);
  return [...source.matchAll(/"([^"]+)"/g)].map(([, group]) => group ?? '');
};

/**
 * FEEL of an element, wherever it stands: timers, completion conditions, correlation keys, and anything that the engine's
 * extensions hold (mappings, scripts, collections, called decisions, job types).
 */
const feelOf = (element: ModdleElement): string[] => {
  const events = many(element['eventDefinitions']).flatMap((event) => [
    ...['timeDuration', 'timeDate', 'timeCycle'].map((kind) =>
      text((event[kind] as ModdleElement | undefined)?.['body']),
    ),
    ...textsIn(event['extensionElements']),
    correlationKey(event['messageRef']),
  ]);
  const loop = element['loopCharacteristics'] as ModdleElement | undefined;
  const all = [
    ...textsIn(element['extensionElements']),
    ...events,
    text((loop?.['completionCondition'] as ModdleElement | undefined)?.['body']),
    ...textsIn(loop?.['extensionElements']),
    correlationKey(element['messageRef']),
  ];
  return all.filter((expression) => expression.startsWith('='));
};

/** Every text in an extension and what it holds. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
};

const correlationKey = (message: unknown): string =>
  message ? text(extensionOf(message as ModdleElement, 'zeebe:Subscription')?.['correlationKey']) : '';
