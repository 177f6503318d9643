import type { DiagramModel } from '../../processes/catalogue/diagram-model.js';

/** One passage of a case through an element, as the engine's stream tells it. */
export interface Passage {
  elementId: string;
  enteredAt: Date;
  /** Null while the case is still there. */
  leftAt: Date | null;
  /** It was interrupted, by a message or a deadline, not done. */
  isInterrupted?: boolean;
}

export type StepKind = 'person' | 'automatic' | 'event' | 'choice' | 'phase';

/** One step of a case, for the list that says in words what the drawing shows. */
export interface WayStep {
  elementId: string;
  name: string;
  kind: StepKind;
  state: 'active' | 'passed' | 'interrupted';
  enteredAt: Date;
  leftAt: Date | null;
}

/** What a step is to a reader, by its type in BPMN. */
export const kindOf = (type: string): StepKind => {
  if (type === 'userTask' || type === 'manualTask') return 'person';
  if (/task$/i.test(type)) return 'automatic';
  if (/gateway$/i.test(type)) return 'choice';
  return /process|activity$/i.test(type) ? 'phase' : 'event';
};

const stateOf = ({ leftAt, isInterrupted }: Passage): WayStep['state'] => {
  if (!leftAt) return 'active';
  return isInterrupted ? 'interrupted' : 'passed';
};

/**
 * The way of a case as a list in the order of passage: the text equivalent of the marked drawing. Elements without a
 * name (joins, starts of phases) say nothing to a reader and are left out.
 */
export const wayAsList = (
  { elements }: Pick<DiagramModel, 'elements'>,
  passages: readonly Passage[],
): WayStep[] =>
  [...passages]
    .sort((a, b) => a.enteredAt.getTime() - b.enteredAt.getTime()) // stable: same moment, order of the stream
    .flatMap((passage) => {
      const element = elements.get(passage.elementId);
      if (!element?.name) return [];
      const { id, name, type } = element;
      const { enteredAt, leftAt } = passage;
      return [{ elementId: id, name, kind: kindOf(type), state: stateOf(passage), enteredAt, leftAt }];
    });
