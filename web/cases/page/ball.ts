import type { DiagramModel } from '../../../processes/catalogue/diagram-model.js';
import type { Sheet } from '../../../processes/catalogue/sheet.js';
import { formatDate } from '../../format.js';
import type { Translate } from '../../i18n.js';
import type { EngineView } from './present-query.js';

export interface Ball {
  /** One plain sentence: who has to do what now. */
  sentence: string;
  tone: 'info' | 'warn' | 'done';
  /** What else is under way in other branches. */
  besides: string[];
}

export interface BallFacts {
  status: 'open' | 'closed';
  outcome: string | null;
  closedAt: Date | null;
  view: EngineView;
  model: DiagramModel;
  sheet: Sheet;
  /** Names of offices by id. */
  offices: ReadonlyMap<string, string>;
  t: Translate;
}

/** Elements in which a case can rest waiting for something from outside. */
const waiting = new Set(['INTERMEDIATE_CATCH_EVENT', 'RECEIVE_TASK', 'EVENT_BASED_GATEWAY']);

/** Says who has the ball, from what the projection knows. A blocked step comes first, then people, machines, waiting. */
export const ballOf = (facts: BallFacts): Ball => {
  const { status, outcome, closedAt, view, t } = facts;
  if (status === 'closed') {
    const sentence = t('cases.ball.closed', { outcome: outcome ?? '', date: formatDate(closedAt) });
    return { sentence, tone: 'done', besides: [] };
  }
  if (view.isBanned) return { sentence: t('cases.ball.banned'), tone: 'warn', besides: [] };
  const blocked = view.incidents.map(({ elementId }) =>
    t('cases.ball.blocked', { step: nameOf(facts, elementId) }),
  );
  const [sentence = t(view.isStarted ? 'cases.ball.working' : 'cases.ball.starting'), ...besides] = [
    ...blocked,
    ...tasksOf(facts),
    ...stepsOf(facts),
    ...waitsOf(facts),
    ...timersOf(facts),
  ];
  return { sentence, tone: blocked.length > 0 ? 'warn' : 'info', besides };
};

const nameOf = ({ model }: BallFacts, elementId: string): string =>
  model.elements.get(elementId)?.name || elementId;

const tasksOf = (facts: BallFacts): string[] =>
  facts.view.tasks.map((task) => {
    const { t, offices } = facts;
    const step = nameOf(facts, task.elementId);
    if (task.isSent) return t('cases.ball.sent', { step });
    const office = task.groups.map((id) => offices.get(id) ?? id).join(', ');
    const who = task.holder ? t('cases.ball.person', { name: task.holder, office }) : office;
    return task.dueAt
      ? t('cases.ball.task.due', { who, step, date: formatDate(task.dueAt) })
      : t('cases.ball.task', { who, step });
  });

const stepsOf = (facts: BallFacts): string[] => {
  const blocked = new Set(facts.view.incidents.map(({ elementId }) => elementId));
  return facts.view.steps
    .filter(({ elementId }) => !blocked.has(elementId))
    .map(({ elementId }) => facts.t('cases.ball.step', { step: nameOf(facts, elementId) }));
};

const waitsOf = (facts: BallFacts): string[] => {
  const { view, sheet, model, t } = facts;
  const timed = new Set(view.timers.map(({ elementId }) => elementId)); // told with their day
  const active = view.passages.filter(
    ({ state, type, elementId }) => state === 'active' && waiting.has(type) && !timed.has(elementId),
  );
  return active.map(({ elementId }) => {
    const element = model.elements.get(elementId);
    const label = sheet.messages.find(({ name }) => name === element?.message)?.label;
    if (label) return t('cases.ball.awaited', { what: label });
    const step = nameOf(facts, elementId);
    return t(element?.eventKind === 'timer' ? 'cases.ball.time' : 'cases.ball.waiting', { step });
  });
};

/** What comes by itself when nothing else comes before. */
const timersOf = (facts: BallFacts): string[] =>
  facts.view.timers.map(({ elementId, dueAt }) =>
    facts.t('cases.ball.timer', { date: formatDate(dueAt), step: nameOf(facts, elementId) }),
  );
