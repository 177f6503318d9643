import type { DiagramElement, DiagramModel } from './diagram-model.js';

/**
 * What a diagram says to the person who asked, as extension properties of an element: `frase`, one sentence on what goes
 * on there (on a gateway, the question it decides); `lei`, what the person must do meanwhile; `tappa`, the name under which its end is told afterwards.
 */
export interface PublicWords {
  sentence: string | null;
  you: string | null;
  milestone: string | null;
}

/** The words of an element; null where the diagram says nothing. */
export const publicWords = ({ properties }: DiagramElement): PublicWords => ({
  sentence: properties['frase'] || null,
  you: properties['lei'] || null,
  milestone: properties['tappa'] || null,
});

const resting = new Set(['userTask', 'receiveTask', 'callActivity', 'eventBasedGateway']);

/** True for an event that an event-based gateway waits for: the case rests at the gateway, not there. */
const followsGateway = ({ incoming }: DiagramElement, { elements, flows }: DiagramModel): boolean =>
  incoming.some((id) => elements.get(flows.get(id)?.source ?? '')?.type === 'eventBasedGateway');

/** True for an end that closes a case or a branch of its own; the end of an embedded subprocess leads on. */
const isOutcome = ({ type, parent }: DiagramElement, { elements }: DiagramModel): boolean =>
  type === 'endEvent' && (elements.get(parent)?.isTriggeredByEvent ?? true);

/** Where a case can stand when somebody asks for it: a person's task, a job, something awaited, an end. */
export const canRest = (element: DiagramElement, model: DiagramModel): boolean => {
  if (resting.has(element.type) || isOutcome(element, model)) return true;
  if (element.type === 'intermediateCatchEvent') return !followsGateway(element, model);
  return element.jobType !== null && element.type.endsWith('Task');
};

/** Names of the messages for which a case rests at an element: its own, or those that an event-based gateway waits for. */
export const messagesAt = ({ elements, flows }: DiagramModel, element: DiagramElement): string[] => {
  const waiting =
    element.type === 'eventBasedGateway'
      ? element.outgoing.map((id) => elements.get(flows.get(id)?.target ?? ''))
      : [element];
  return waiting.flatMap((event) => event?.message ?? []);
};
