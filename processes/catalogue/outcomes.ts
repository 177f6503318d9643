import type { DiagramElement, DiagramModel } from './diagram-model.js';
import { reachable } from './lint/graph.js';

/**
 * The ends that close a case, in the diagram's order: those the main flow and what interrupts it lead to. A branch that
 * runs beside it, such as a reminder, ends without closing anything.
 */
export const outcomesOf = ({ elements, flows, processId }: DiagramModel): DiagramElement[] => {
  const all = [...elements.values()];
  const inside = (scope: string): DiagramElement[] => all.filter(({ parent }) => parent === scope);
  const startOf = (scope: DiagramElement): DiagramElement | undefined =>
    inside(scope.id).find(({ type }) => type === 'startEvent');
  const closing = ({ isTriggeredByEvent }: DiagramElement, start?: DiagramElement): boolean =>
    isTriggeredByEvent && (start?.isInterrupting ?? false);
  const next = (element: DiagramElement): DiagramElement[] => [
    ...element.outgoing.flatMap((id) => elements.get(flows.get(id)?.target ?? '') ?? []),
    ...all.filter(({ attachedTo, isInterrupting }) => attachedTo === element.id && isInterrupting),
    ...(element.type === 'subProcess' ? inside(element.id).filter(({ type }) => type === 'startEvent') : []),
  ];
  const starts = inside(processId).flatMap((element) => {
    if (element.type === 'startEvent') return [element];
    const start = element.type === 'subProcess' ? startOf(element) : undefined;
    return start && closing(element, start) ? [start] : [];
  });
  const reached = reachable(starts, next);
  return all.filter(
    (element) =>
      element.type === 'endEvent' &&
      reached.has(element) &&
      (element.parent === processId || (elements.get(element.parent)?.isTriggeredByEvent ?? false)),
  );
};
