import type { DiagramElement, DiagramModel } from './diagram-model.js';

/** What may come after a place in a diagram, as far as the next thing that somebody notices. */
export type Ahead =
  | { kind: 'step' | 'letter' | 'end'; element: DiagramElement }
  /** A choice and where each answer leads. */
  | { kind: 'question'; element: DiagramElement; answers: { label: string; ahead: Ahead[] }[] }
  /** Something that may happen meanwhile: a message, a time passing, a refusal. */
  | { kind: 'event'; element: DiagramElement; ahead: Ahead[] };

const choices = new Set(['exclusiveGateway', 'inclusiveGateway']);
const steps = new Set([
  'userTask',
  'receiveTask',
  'callActivity',
  'eventBasedGateway',
  'intermediateCatchEvent',
]);

/** A job that takes a letter's code writes that letter: what people call a step. */
const isLetter = ({ jobType, inputs }: DiagramElement): boolean => jobType !== null && 'lettera' in inputs;

/**
 * Looks ahead from an element: over joins and automatic steps, up to the next tasks, letters, waits and ends, with the
 * diagram's questions in between and, last, the events that can take the case elsewhere from here.
 * @param elementId of the model; an unknown one has nothing ahead
 */
export const aheadOf = (model: DiagramModel, elementId: string): Ahead[] => {
  const element = model.elements.get(elementId);
  if (!element) return [];
  const onwards = causesOf(model, element).flatMap((cause) => onward(model, cause, new Set()));
  return [...onwards, ...around(model, element).map((event) => eventOf(model, event))];
};

/** A step that undoes another has no flow of its own: it goes on where the undoing was asked for. */
const causesOf = ({ elements }: DiagramModel, element: DiagramElement): DiagramElement[] => {
  if (element.outgoing.length > 0 || element.type === 'endEvent') return [element];
  return [...elements.values()].filter(
    ({ type, eventKind }) => type === 'intermediateThrowEvent' && eventKind === 'compensate',
  );
};

const targets = ({ elements, flows }: DiagramModel, { outgoing }: DiagramElement) =>
  outgoing.flatMap((id) => {
    const flow = flows.get(id);
    const target = elements.get(flow?.target ?? '');
    return flow && target ? [{ label: flow.name, target }] : [];
  });

const onward = (model: DiagramModel, element: DiagramElement, way: ReadonlySet<string>): Ahead[] => {
  if (element.type === 'eventBasedGateway')
    return targets(model, element).map(({ target }) => eventOf(model, target));
  return targets(model, element).flatMap(({ target }) => arrive(model, target, way));
};

const eventOf = (model: DiagramModel, element: DiagramElement): Ahead => ({
  kind: 'event',
  element,
  ahead: onward(model, element, new Set([element.id])),
});

/** @param way what was passed since the last thing worth telling: a loop in which nothing is ends there */
const arrive = (model: DiagramModel, element: DiagramElement, way: ReadonlySet<string>): Ahead[] => {
  if (way.has(element.id)) return [];
  if (steps.has(element.type)) return [{ kind: 'step', element }];
  if (isLetter(element)) return [{ kind: 'letter', element }];
  const passed = new Set([...way, element.id]);
  if (element.type === 'endEvent') {
    const around = model.elements.get(element.parent);
    if (!around || around.isTriggeredByEvent) return [{ kind: 'end', element }];
    return onward(model, around, passed);
  }
  if (element.type === 'subProcess') {
    const start = inside(model, element).find(({ type }) => type === 'startEvent');
    return start ? onward(model, start, passed) : [];
  }
  const ways = targets(model, element);
  if (!choices.has(element.type) || ways.length < 2) return onward(model, element, passed);
  const answers = ways.map(({ label, target }) => ({ label, ahead: arrive(model, target, passed) }));
  return [{ kind: 'question', element, answers }];
};

const inside = ({ elements }: DiagramModel, { id }: DiagramElement): DiagramElement[] =>
  [...elements.values()].filter(({ parent }) => parent === id);

/** Events on the element's edge and on the edges of what surrounds it, and times that run inside those; innermost first. */
const around = (model: DiagramModel, element: DiagramElement): DiagramElement[] => {
  const edges = [...model.elements.values()].filter(
    ({ attachedTo, eventKind }) => attachedTo === element.id && eventKind !== 'compensate',
  );
  const scope = model.elements.get(element.parent);
  return [...edges, ...timesIn(model, element.parent), ...(scope ? around(model, scope) : [])];
};

/** Starts of event subprocesses that wait for a time; those that wait for a message are what the person may do. */
const timesIn = ({ elements }: DiagramModel, scope: string): DiagramElement[] =>
  [...elements.values()].filter(({ type, eventKind, parent }) => {
    const own = elements.get(parent);
    return type === 'startEvent' && eventKind === 'timer' && own?.isTriggeredByEvent && own.parent === scope;
  });
