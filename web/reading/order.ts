import type { DiagramElement, DiagramModel } from '../../processes/catalogue/diagram-model.js';

/** The flows that leave an element, the one taken when no condition holds first: it is the way as drawn straight on. */
export const flowsFrom = ({ outgoing, defaultFlow }: DiagramElement, { flows }: DiagramModel) =>
  [...outgoing]
    .sort((a, b) => Number(b === defaultFlow) - Number(a === defaultFlow))
    .flatMap((id) => flows.get(id) ?? []);

/** The first element with a name on the way: joins and forks without one say nothing to a reader. */
export const firstNamed = (
  id: string,
  model: DiagramModel,
  seen: readonly string[] = [],
): DiagramElement[] => {
  const element = model.elements.get(id);
  if (!element || seen.includes(id)) return [];
  if (element.name) return [element];
  return flowsFrom(element, model).flatMap(({ target }) => firstNamed(target, model, [...seen, id]));
};

/**
 * What a scope of a diagram holds, in the order in which one tells it: the straight way to its end, then the ways that
 * leave it, each from where it leaves.
 * @param scope id of the process, or of a subprocess
 */
export const inOrder = (model: DiagramModel, scope: string): DiagramElement[] => {
  const inside = [...model.elements.values()].filter(({ parent }) => parent === scope);
  const ordered = new Set<DiagramElement>();
  const follow = (element: DiagramElement | undefined): void => {
    if (!element || ordered.has(element)) return;
    ordered.add(element);
    for (const { target } of flowsFrom(element, model)) follow(model.elements.get(target));
    inside.filter(({ attachedTo }) => attachedTo === element.id).forEach(follow);
  };
  inside
    .filter(
      ({ incoming, attachedTo, isTriggeredByEvent }) =>
        incoming.length === 0 && !attachedTo && !isTriggeredByEvent,
    )
    .forEach(follow);
  return [...ordered];
};
