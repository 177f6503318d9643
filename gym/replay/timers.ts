import { Temporal } from 'temporal-polyfill';
import type { DiagramElement, DiagramModel } from '../../processes/catalogue/diagram-model.js';

/** Where a case stands. */
export interface Standing {
  elementId: string;
  enteredAt: Date;
}

/** A timer that runs while a case stands somewhere. */
export interface RunningTimer<S extends Standing = Standing> {
  /** Its own element. */
  timerId: string;
  standing: S;
  /** When it is due; null where it tells its moment to the engine only. */
  due: Date | null;
}

/** The timers that run while a case stands at an element: at its edge, after it, and beside it in the same scope. */
const timersAt = ({ elements, flows }: DiagramModel, element: DiagramElement): DiagramElement[] => {
  const all = [...elements.values()];
  const after = element.outgoing.flatMap((id) => elements.get(flows.get(id)?.target ?? '') ?? []);
  const beside = all.filter(({ isTriggeredByEvent, parent }) => isTriggeredByEvent && parent === element.id);
  return [
    ...(element.type === 'intermediateCatchEvent' ? [element] : []),
    ...all.filter(({ attachedTo }) => attachedTo === element.id),
    ...(element.type === 'eventBasedGateway' ? after : []),
    ...beside.flatMap(({ id }) => all.filter(({ type, parent }) => type === 'startEvent' && parent === id)),
  ].filter(({ eventKind }) => eventKind === 'timer');
};

const later = (from: Date, duration: string): Date =>
  new Date(
    Temporal.Instant.fromEpochMilliseconds(from.getTime())
      .toZonedDateTimeISO('UTC')
      .add(Temporal.Duration.from(duration)).epochMilliseconds,
  );

/** The timers of the places where a case stands. The process itself is such a place, by its id. */
export const timersOf = <S extends Standing>(
  model: DiagramModel,
  standings: readonly S[],
): RunningTimer<S>[] =>
  standings.flatMap((standing) => {
    const element = model.elements.get(standing.elementId) ?? rootOf(model, standing.elementId);
    return (element ? timersAt(model, element) : []).map(({ id, duration }) => ({
      timerId: id,
      standing,
      due: duration ? later(standing.enteredAt, duration) : null,
    }));
  });

/** The process as a scope: nothing hangs at its edge, event subprocesses stand beside. */
const rootOf = (model: DiagramModel, id: string): DiagramElement | undefined => {
  const [any] = model.elements.values();
  return id === model.processId && any
    ? { ...any, id, type: 'process', outgoing: [], attachedTo: null }
    : undefined;
};
