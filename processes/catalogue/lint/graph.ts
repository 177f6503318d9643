import type { ModdleElement } from 'bpmn-moddle';
import type { DiagramElement, DiagramModel } from '../diagram-model.js';

/** Elements that stand in the flow; data and notes don't. */
const isInFlow = ({ type }: DiagramElement): boolean => !/^data|association$/i.test(type);

/** How the elements of a diagram follow one another, each inside its own process or subprocess. */
export interface Graph {
  /** What is in the flow. */
  nodes: DiagramElement[];
  /** Elements that its own flows lead to. */
  leaving(element: DiagramElement): DiagramElement[];
  /** Elements that the flow leads to, and boundary events that may take it over. */
  next(element: DiagramElement): DiagramElement[];
  /** Where the flow begins: starts, event subprocesses, link targets, what undoes (compensation). */
  isEntry(element: DiagramElement): boolean;
  /** Where it may rightly stop. */
  isEnd(element: DiagramElement): boolean;
}

/** @param elementsById what the parser gives; the model doesn't tell which tasks undo others */
export const graphOf = (
  { elements, flows }: DiagramModel,
  elementsById: Record<string, ModdleElement>,
): Graph => {
  const nodes = [...elements.values()].filter(isInFlow);
  const undoes = (id: string): boolean => elementsById[id]?.['isForCompensation'] === true;
  const boundaries = new Map<string, DiagramElement[]>();
  for (const node of nodes) {
    if (node.attachedTo) boundaries.set(node.attachedTo, [...(boundaries.get(node.attachedTo) ?? []), node]);
  }
  const targets = new Map<string, DiagramElement[]>();
  for (const { source, target } of flows.values()) {
    const element = elements.get(target);
    if (element) targets.set(source, [...(targets.get(source) ?? []), element]);
  }
  const leaving = ({ id }: DiagramElement): DiagramElement[] => targets.get(id) ?? [];
  const isLink = (element: DiagramElement, type: string): boolean =>
    element.type === type && element.eventKind === 'link';
  return {
    nodes,
    leaving,
    next: (element) => [...leaving(element), ...(boundaries.get(element.id) ?? [])],
    isEntry: (element) =>
      element.type === 'startEvent' ||
      element.isTriggeredByEvent ||
      undoes(element.id) ||
      isLink(element, 'intermediateCatchEvent'),
    isEnd: (element) =>
      element.type === 'endEvent' ||
      element.isTriggeredByEvent ||
      undoes(element.id) ||
      (element.type === 'boundaryEvent' && element.eventKind === 'compensate') ||
      isLink(element, 'intermediateThrowEvent'),
  };
};

/** Everything that can be reached from some elements, they included. */
export const reachable = <T>(from: readonly T[], next: (node: T) => readonly T[]): Set<T> => {
  const found = new Set<T>(from);
  const queue = [...from];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (const follower of next(node)) {
      if (found.has(follower)) continue;
      found.add(follower);
      queue.push(follower);
    }
  }
  return found;
};
