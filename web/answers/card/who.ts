import type { DiagramElement } from '../../../processes/catalogue/diagram-model.js';
import { messagesAt } from '../../../processes/catalogue/public-words.js';
import { formatDate } from '../../format.js';
import type { AtRest, CardFacts } from './facts.js';

/** Who acts now, one or two sentences for each place at which the case stands. */
export const whoActs = (facts: CardFacts): string[] => {
  const { present, t } = facts;
  if (present.state === 'closed') return [t('answers.who.closed')];
  if (present.state === 'set-aside') return [t('answers.who.blocked', { office: ownOffice(facts) })];
  if (present.resting.length === 0) return [t('answers.who.automatic')];
  return present.resting.flatMap((place) => actorOf(facts, place));
};

const actorOf = (facts: CardFacts, place: AtRest): string[] => {
  const { t } = facts;
  const { element } = place;
  if (place.isBlocked) return [t('answers.who.blocked', { office: ownOffice(facts) })];
  if (element.type === 'userTask') return taskActor(facts, place);
  if (element.type === 'callActivity') return [t('answers.who.task', { office: ownOffice(facts) })];
  if (element.jobType) return [t('answers.who.automatic')];
  return [t(waitsForPerson(facts, element) ? 'answers.who.you' : 'answers.who.nobody')];
};

const taskActor = (
  { municipality, audience, now, t }: CardFacts,
  { offices, holder, dueAt }: AtRest,
): string[] => {
  const office = offices
    .map((group) => municipality.offices.find(({ id }) => id === group)?.name ?? group)
    .join(', ');
  return [
    holder && audience === 'desk'
      ? t('answers.who.task.holder', { office, name: holder })
      : t('answers.who.task', { office }),
    ...(dueAt ? [t(`answers.who.task.${dueAt < now ? 'late' : 'due'}`, { date: formatDate(dueAt) })] : []),
  ];
};

const ownOffice = ({ sheet, municipality }: CardFacts): string =>
  municipality.offices.find(({ id }) => id === sheet.office)?.name ?? sheet.decidingOffice;

/** True when what is awaited there is something that the person brings. */
const waitsForPerson = ({ model, sheet }: CardFacts, element: DiagramElement): boolean =>
  sheet.messages.some(({ name }) => messagesAt(model, element).includes(name));
