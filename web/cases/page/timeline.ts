import { systemActor } from '../../../core/actor.js';
import type { Json } from '../../../core/json.js';
import type { DiagramModel } from '../../../processes/catalogue/diagram-model.js';
import { formatDate, formatDateTime } from '../../format.js';
import type { Translate } from '../../i18n.js';
import type { Passage } from './present-query.js';
import type { CaseLetter } from './query.js';
import type { AuditRow, RegistrationRow } from './timeline-query.js';

export interface TimelineEntry {
  at: Date;
  /** In the office's words. */
  text: string;
  /** The person; empty for the program. */
  who: string;
  kind: 'person' | 'register' | 'step' | 'end';
  documentId?: string;
}

export interface TimelineFacts {
  audit: AuditRow[];
  registrations: RegistrationRow[];
  letters: CaseLetter[];
  passages: Passage[];
  model: DiagramModel;
  /** Names of offices by id. */
  offices: ReadonlyMap<string, string>;
  t: Translate;
}

/** Acts that the register's own entry, or the delivery's, tells already. */
const toldByRegister = new Set(['lettera.protocollata', 'lettera.inviata']);

/** Steps that a reader wants to see, and what happened to them; people's tasks are told by the trail when done. */
const stepKinds: Record<string, string> = {
  SERVICE_TASK: 'step',
  BUSINESS_RULE_TASK: 'decision',
  SEND_TASK: 'step',
  SCRIPT_TASK: 'step',
  CALL_ACTIVITY: 'step',
  RECEIVE_TASK: 'event',
  INTERMEDIATE_CATCH_EVENT: 'event',
  INTERMEDIATE_THROW_EVENT: 'event',
  BOUNDARY_EVENT: 'event',
};

/** Everything that happened to a case, newest first. */
export const timelineOf = (facts: TimelineFacts): TimelineEntry[] =>
  [...acts(facts), ...registered(facts), ...passed(facts)].sort((a, b) => b.at.getTime() - a.at.getTime());

const acts = (facts: TimelineFacts): TimelineEntry[] =>
  facts.audit
    .filter(({ act }) => !toldByRegister.has(act))
    .map(({ at, actor, act, details }) => {
      const key = `cases.act.${act}`;
      const params = Object.entries(details).map(([name, value]) => [name, inWords(facts, name, value)]);
      const text = facts.t(key, Object.fromEntries(params) as Record<string, string>);
      const kind = act === 'pratica.chiusa' ? 'end' : 'person';
      return {
        at,
        who: actor === systemActor.name ? '' : actor,
        kind,
        text: text === key ? act.replace('.', ' ') : text,
      };
    });

/** A detail of the trail as a reader knows it: elements, offices and letters by their names, moments as dates. */
const inWords = ({ model, offices, letters, t }: TimelineFacts, name: string, value: Json): string => {
  if (Array.isArray(value)) return value.map(String).join(', ');
  const text = value === null ? '' : String(value);
  if (name === 'lettera') return letters.findLast(({ code }) => code === text)?.subject ?? text;
  if (name === 'ruolo') return t(`cases.role.${text}`);
  if (name === 'tipo') return t(`casework.relation.${text}`);
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return formatDateTime(text);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return formatDate(text);
  return model.elements.get(text)?.name || (offices.get(text) ?? text);
};

const registered = ({ registrations, t }: TimelineFacts): TimelineEntry[] =>
  registrations.map(({ at, direction, number, object, documentId }) => ({
    at,
    who: '',
    kind: 'register',
    documentId,
    text: t(`cases.registered.${direction}`, { number, object }),
  }));

const passed = ({ passages, model, t }: TimelineFacts): TimelineEntry[] =>
  passages.flatMap(({ elementId, type, state, enteredAt, leftAt }): TimelineEntry[] => {
    const name = model.elements.get(elementId)?.name;
    if (!name) return [];
    if (type === 'USER_TASK') {
      const arrived = {
        at: enteredAt,
        who: '',
        kind: 'step' as const,
        text: t('cases.passed.task', { step: name }),
      };
      if (state !== 'terminated' || !leftAt) return [arrived];
      return [
        arrived,
        { at: leftAt, who: '', kind: 'step', text: t('cases.passed.task.left', { step: name }) },
      ];
    }
    const kind = stepKinds[type];
    if (!kind || state !== 'completed' || !leftAt) return [];
    return [{ at: leftAt, who: '', kind: 'step', text: t(`cases.passed.${kind}`, { step: name }) }];
  });
