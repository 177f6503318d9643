import type { DiagramModel } from '../../../processes/catalogue/diagram-model.js';
import { canRest } from '../../../processes/catalogue/public-words.js';
import type { EngineView } from '../../cases/page/present-query.js';
import type { AtRest, Present } from './facts.js';

interface CaseState {
  status: 'open' | 'closed';
  outcome: string | null;
  closedAt: Date | null;
}

/** Where a case stands, out of what the projection knows; what runs in a called process is told by the calling step. */
export const presentOf = (
  { status, outcome, closedAt }: CaseState,
  view: EngineView,
  model: DiagramModel,
): Present => {
  if (status === 'closed') return { state: 'closed', outcome, closedAt, resting: [] };
  const state = view.isBanned ? 'set-aside' : view.isStarted ? 'open' : 'starting';
  return { state, outcome: null, closedAt: null, resting: placesIn(view, model) };
};

const placesIn = (view: EngineView, model: DiagramModel): AtRest[] => {
  const blocked = new Set(view.incidents.map(({ elementId }) => elementId));
  const active = view.passages.filter(({ state }) => state === 'active').map(({ elementId }) => elementId);
  const working = [...view.tasks, ...view.steps, ...view.incidents].map(({ elementId }) => elementId);
  return [...new Set([...working, ...active])].flatMap((id): AtRest[] => {
    const element = model.elements.get(id);
    if (!element || !(canRest(element, model) || blocked.has(id))) return [];
    const passage = view.passages.findLast(({ elementId, state }) => elementId === id && state === 'active');
    const tasks = view.tasks.filter(({ elementId }) => elementId === id);
    const [task] = tasks; // the first that falls due
    return [
      {
        element,
        offices: tasks.length > 0 ? [...new Set(tasks.flatMap(({ groups }) => groups))] : element.groups,
        since: passage?.enteredAt ?? null,
        dueAt: task?.dueAt ?? null,
        holder: task?.holder ?? null,
        isBlocked: blocked.has(id),
      },
    ];
  });
};
