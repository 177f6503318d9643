import type { DiagramElement, DiagramModel } from '../diagram-model.js';

/** Where a case stands in the diagram it runs on. */
export interface Standing {
  /** Ids of its active elements, the process itself left out; one that is active twice stands twice. */
  active: { elementId: string; type: string }[];
  /** Forms of its open tasks. */
  forms: string[];
  /** It stands still until somebody looks. */
  hasIncident: boolean;
  /** Something was asked of the engine for it that is not answered yet. */
  isChanging: boolean;
}

export interface Diagrams {
  from: DiagramModel;
  to: DiagramModel;
  /** Forms of the later version. */
  forms: ReadonlySet<string>;
  /** An instance of the later version can begin at a task (see resumable.ts). */
  isResumable: boolean;
  /** Ids of the earlier diagram by what they become; those left out keep their id, an empty text is nothing. */
  mapping: Readonly<Record<string, string>>;
}

/** Why a case can't be moved, with the element it is about; said by the message `workshop.migrate.reason.<code>`. */
export interface Obstacle {
  code:
    | 'changing'
    | 'incident'
    | 'unmapped'
    | 'type'
    | 'scope'
    | 'unsupported'
    | 'boundary'
    | 'inner-event'
    | 'form'
    | 'several'
    | 'inside'
    | 'not-resumable';
  elementId?: string;
}

/**
 * How a case is moved. `migrate`: the engine takes the running instance over, tasks and all. `resume`: the instance is ended
 * and the case goes on in a new one that begins at the task.
 */
export type Move =
  | { way: 'migrate' | 'resume'; targets: { source: string; target: string }[] }
  | { way: null; obstacle: Obstacle };

/** What the engine of 8.5 takes over, by its own names. */
const movable = new Set(['SERVICE_TASK', 'USER_TASK', 'SUB_PROCESS']);

const typeOf: Record<string, string> = {
  SERVICE_TASK: 'serviceTask',
  USER_TASK: 'userTask',
  SUB_PROCESS: 'subProcess',
};

const stop = (code: Obstacle['code'], elementId?: string): Move => ({
  way: null,
  obstacle: { code, ...(elementId === undefined ? {} : { elementId }) },
});

export const targetOf = (
  elementId: string,
  { mapping, to }: Pick<Diagrams, 'mapping' | 'to'>,
): string | null => {
  const chosen = mapping[elementId] ?? elementId;
  return to.elements.has(chosen) ? chosen : null;
};

/** How one case comes to the later version, or why it doesn't. */
export const moveOf = (standing: Standing, diagrams: Diagrams): Move => {
  if (standing.isChanging || standing.active.length === 0) return stop('changing');
  if (hasEventSubprocess(diagrams.from) || hasEventSubprocess(diagrams.to))
    return resumed(standing, diagrams);
  return migrated(standing, diagrams);
};

/** Zeebe 8.5 refuses every instance whose process, or the one it goes to, has an event subprocess. */
const hasEventSubprocess = (model: DiagramModel): boolean => eventsIn(model, model.processId);

const eventsIn = ({ elements }: DiagramModel, scope: string): boolean =>
  [...elements.values()].some(({ parent, isTriggeredByEvent }) => isTriggeredByEvent && parent === scope);

const migrated = ({ active, forms }: Standing, diagrams: Diagrams): Move => {
  const { from, to } = diagrams;
  const targets: { source: string; target: string }[] = [];
  for (const { elementId, type } of active) {
    const source = from.elements.get(elementId);
    const target = targetOf(elementId, diagrams);
    if (!source || !movable.has(type)) return stop('unsupported', elementId);
    if (target === null) return stop('unmapped', elementId);
    const later = to.elements.get(target) as DiagramElement;
    if (later.type !== typeOf[type]) return stop('type', elementId);
    if (!isSameScope(source, later, diagrams)) return stop('scope', elementId);
    if (hasBoundary(from, elementId) || hasBoundary(to, target)) return stop('boundary', elementId);
    if (eventsIn(from, elementId) || eventsIn(to, target)) return stop('inner-event', elementId);
    if (!targets.some((known) => known.source === elementId)) targets.push({ source: elementId, target });
  }
  const lost = forms.find((form) => !diagrams.forms.has(form));
  return lost === undefined ? { way: 'migrate', targets } : stop('form', lost);
};

const isSameScope = (source: DiagramElement, later: DiagramElement, diagrams: Diagrams): boolean => {
  const { from, to } = diagrams;
  if (source.parent === from.processId) return later.parent === to.processId;
  return targetOf(source.parent, diagrams) === later.parent;
};

/** A subscription that both versions have is refused as a double one, and timers are not taken over at all. */
const hasBoundary = ({ elements }: DiagramModel, id: string): boolean =>
  [...elements.values()].some(({ attachedTo }) => attachedTo === id);

const resumed = ({ active, hasIncident }: Standing, diagrams: Diagrams): Move => {
  const { from, to } = diagrams;
  const [one, ...others] = active;
  if (hasIncident) return stop('incident');
  if (!one || others.length > 0)
    return stop(isOneInside(active, from) ? 'inside' : 'several', one?.elementId);
  const source = from.elements.get(one.elementId);
  if (one.type !== 'USER_TASK' || source?.parent !== from.processId)
    return stop('unsupported', one.elementId);
  const target = targetOf(one.elementId, diagrams);
  if (target === null) return stop('unmapped', one.elementId);
  const later = to.elements.get(target) as DiagramElement;
  if (later.type !== 'userTask') return stop('type', one.elementId);
  if (later.parent !== to.processId) return stop('scope', one.elementId);
  if (!diagrams.isResumable) return stop('not-resumable');
  return { way: 'resume', targets: [{ source: one.elementId, target }] };
};

/** One step, with the subprocesses it stands in. */
const isOneInside = (active: Standing['active'], { elements }: DiagramModel): boolean =>
  active.filter(({ elementId }) => elements.get(elementId)?.type !== 'subProcess').length === 1;
