import type { ModdleElement } from 'bpmn-moddle';
import {
  parseDiagram,
  readDiagram,
  type DiagramElement,
  type DiagramFlow,
  type DiagramModel,
} from '../diagram-model.js';
import { added, at, changed, isEqual, paired, removed, said, type Change, type Word } from './change.js';
import type { OfficeName } from '../shared/fill-in.js';
import { movedElements } from './moved.js';

/** `il compito «Sopralluogo»`: the kind of element has a word in each language. */
const called = ({ id, name, type }: Pick<DiagramElement, 'id' | 'name' | 'type'>): Word => ({
  word: `element.${type}`,
  params: { name: name || id },
});

const elementCalled = (model: DiagramModel, id: string): Word => {
  const element = model.elements.get(id);
  return element ? called(element) : { word: 'element.process', params: { name: model.name } };
};

/** `da «Decisione» a «Firma»`, with the arrow's own name where it has one. */
const flowCalled = (model: DiagramModel, { name, source, target }: DiagramFlow, word = 'flow'): Word => {
  const nameOf = (id: string): string => model.elements.get(id)?.name || id;
  return {
    word: name ? `${word}.named` : word,
    params: { name, source: nameOf(source), target: nameOf(target) },
  };
};

type Part = [name: string, read: (element: DiagramElement) => string | Word];

const partsOf = (model: DiagramModel, officeName: OfficeName): Part[] => [
  ['name', ({ name }) => said(name)],
  ['type', ({ type }) => ({ word: `type.${type}` })],
  ['documentation', ({ documentation }) => said(documentation)],
  ['form', ({ formKey }) => said(formKey)],
  ['groups', ({ groups, groupsFrom }) => said(groups.map(officeName).join(', ') || groupsFrom)],
  ['jobType', ({ jobType }) => said(jobType)],
  ['message', ({ message }) => said(message)],
  ['error', ({ errorCode }) => said(errorCode)],
  ['duration', ({ duration }) => said(duration)],
  ['parent', ({ parent }) => elementCalled(model, parent)],
  ['attachedTo', ({ attachedTo }) => (attachedTo ? elementCalled(model, attachedTo) : said(null))],
];

/** Named values that an element carries: one sentence for each name. */
const namedParts = ['headers', 'inputs', 'outputs', 'properties'] as const;

const namedChanges = (before: DiagramElement, after: DiagramElement): Change[] =>
  namedParts.flatMap((part) =>
    Object.keys({ ...before[part], ...after[part] })
      .filter((name) => before[part][name] !== after[part][name])
      .map((name) =>
        changed(`diagram.${part}`, {
          element: called(after),
          name,
          before: said(before[part][name]),
          after: said(after[part][name]),
        }),
      ),
  );

const elementChanges = (
  [before, after]: [DiagramElement, DiagramElement],
  [partsBefore, partsAfter]: [Part[], Part[]],
  [earlier, later]: [DiagramModel, DiagramModel],
): Change[] => {
  const parts = partsAfter
    .map(([name, read], index) => ({
      name,
      before: (partsBefore[index]?.[1] ?? read)(before),
      after: read(after),
    }))
    .filter(({ before: was, after: is }) => !isEqual(was, is))
    .map(({ name, ...values }) => changed(`diagram.${name}`, { element: called(after), ...values }));
  const interrupting =
    before.isInterrupting === after.isInterrupting
      ? []
      : [
          changed(after.isInterrupting ? 'diagram.interrupting' : 'diagram.beside', {
            element: called(after),
          }),
        ];
  const flow = (model: DiagramModel, id: string | null): string | Word => {
    const found = model.flows.get(id ?? '');
    return found ? flowCalled(model, found) : said(null);
  };
  const byDefault =
    before.defaultFlow === after.defaultFlow
      ? []
      : [
          changed('diagram.default', {
            element: called(after),
            before: flow(earlier, before.defaultFlow),
            after: flow(later, after.defaultFlow),
          }),
        ];
  return [...parts, ...interrupting, ...byDefault, ...namedChanges(before, after)];
};

const flowChanges = (
  [before, after]: [DiagramFlow, DiagramFlow],
  [earlier, later]: [DiagramModel, DiagramModel],
): Change[] => [
  ...(before.condition === after.condition
    ? []
    : [
        changed('diagram.condition', {
          flow: flowCalled(later, after, 'flowOf'),
          before: said(before.condition),
          after: said(after.condition),
        }),
      ]),
  ...(before.source === after.source && before.target === after.target
    ? []
    : [
        changed('diagram.flow.ends', {
          before: flowCalled(earlier, before),
          after: flowCalled(later, after),
        }),
      ]),
  ...(before.name === after.name
    ? []
    : [
        changed('diagram.flow.name', {
          flow: flowCalled(later, { ...after, name: '' }),
          before: said(before.name),
          after: said(after.name),
        }),
      ]),
];

/**
 * The differences of two diagrams as the analyst drew them: by the models, and what those leave out as "other settings".
 * @throws Error in Italian when one of them can't be read
 */
export const diagramChanges = async (
  before: string,
  after: string,
  officeName: OfficeName,
): Promise<{ changes: Change[]; moved: string[] }> => {
  const [earlier, later] = await Promise.all([readDiagram(before), readDiagram(after)]);
  const [one, other] = await Promise.all([parseDiagram(before), parseDiagram(after)]);
  const elements = paired([...earlier.elements.values()], [...later.elements.values()], ({ id }) => id);
  const flows = paired([...earlier.flows.values()], [...later.flows.values()], ({ id }) => id);
  const parts: [Part[], Part[]] = [partsOf(earlier, officeName), partsOf(later, officeName)];
  const models: [DiagramModel, DiagramModel] = [earlier, later];
  const told = [
    ...elements.come.map((element) => at(element.id, added('diagram.added', { element: called(element) }))),
    ...elements.gone.map((element) =>
      at(element.id, removed('diagram.removed', { element: called(element) })),
    ),
    ...elements.both.flatMap(([was, is]) =>
      elementChanges([was, is], parts, models).map((change) => at(is.id, change)),
    ),
    ...flows.come.map((flow) => at(flow.id, added('diagram.flow.added', { flow: flowCalled(later, flow) }))),
    ...flows.gone.map((flow) =>
      at(flow.id, removed('diagram.flow.removed', { flow: flowCalled(earlier, flow) })),
    ),
    ...flows.both.flatMap(([was, is]) => flowChanges([was, is], models).map((change) => at(is.id, change))),
  ];
  const isTold = (id: string): boolean => told.some(({ elementId }) => elementId === id);
  const untold = [
    ...elements.both.map(([, element]) => ({ id: element.id, element: called(element) })),
    ...flows.both.map(([, flow]) => ({ id: flow.id, element: flowCalled(later, flow) })),
    { id: later.processId, element: elementCalled(later, later.processId) },
  ]
    .filter(({ id }) => !isTold(id) && isOwnChange(one.elementsById[id], other.elementsById[id]))
    .map(({ id, element }) => at(id, changed('diagram.other', { element })));
  return {
    changes: [...told, ...untold],
    moved: movedElements(one, other),
  };
};

/** Lists that follow from other elements: a flow that comes or goes is told once, at the flow. */
const fromOthers = new Set([
  'incoming',
  'outgoing',
  'flowElements',
  'lanes',
  'flowNodeRef',
  'di',
  'artifacts',
]);

/** What an element itself says, what it refers to by id. */
const ownPart = (value: unknown, holder: unknown): unknown => {
  if (Array.isArray(value)) return value.map((item: unknown) => ownPart(item, holder));
  if (typeof value !== 'object' || value === null) return value;
  const element = value as ModdleElement;
  if (element['$parent'] !== undefined && element['$parent'] !== holder) return element.id;
  return Object.fromEntries(
    Object.entries(element)
      .filter(([name]) => !name.startsWith('$') && !fromOthers.has(name))
      .map(([name, part]) => [name, ownPart(part, element)]),
  );
};

const isOwnChange = (before: ModdleElement | undefined, after: ModdleElement | undefined): boolean =>
  !isEqual(ownPart(before, before?.['$parent']), ownPart(after, after?.['$parent']));
