import { daysBetween, formatDate } from '../../format.js';
import type { CardFacts } from './facts.js';

/** Letters that decide (domain document, D): after them neither the law's term nor silence has more to say. */
const decisions = new Set(['L6', 'L7', 'L10', 'L14', 'L15']);

/** By when, by law, and what it means when that day passes. */
export const lawSays = (facts: CardFacts): string[] => {
  const { present, dueDate, now, t } = facts;
  if (!dueDate) return [t('answers.term.none')];
  const date = formatDate(dueDate);
  const decision = facts.letters.findLast(({ code }) => decisions.has(code));
  if (facts.silence?.isAttestable && !decision)
    return [t(`silence.told.${facts.silence.meaning}`, { date: formatDate(facts.silence.attestedAfter) })];
  if (present.state === 'closed') return [t('answers.term.closed', { date })];
  if (decision) return [t('answers.term.decided', { date, decided: formatDate(decision.at) })];
  const late = -daysBetween(now, dueDate);
  return late > 0 ? expired(facts, date, late) : running(facts, date);
};

const running = ({ sheet: { term }, presentedAt, stop, t }: CardFacts, date: string): string[] => [
  t('answers.term.due', { date }),
  ...(stop ? [t('answers.term.stopped', { cause: stop.title })] : []),
  t(`answers.term.length.${term.kind}`, {
    count: term.days,
    presented: formatDate(presentedAt),
    source: term.source,
  }),
  t(`answers.silence.${term.end}`),
];

const expired = ({ sheet: { term }, municipality, t }: CardFacts, date: string, late: number): string[] => [
  t('answers.term.late', { date, count: late }),
  t(`answers.expired.${term.end}`, { ...municipality.substitute }),
];
