import type { TermLength, TermState } from '../../../law/term/ledger.js';
import { stopRule } from '../../../law/term/rules.js';
import { daysFrom } from '../../../law/term/count.js';
import { formatDate } from '../../format.js';
import type { Translate } from '../../i18n.js';

export interface TermView {
  /** «30 giorni dal 2/3/2026, 13 sospesi per la richiesta del 12/3/2026: scade il 14/4/2026». */
  sentence: string;
  /** How the clock stands today. */
  now: string;
  /** What the law makes of its end. */
  end: string;
  lines: { day: string; text: string; effect: string; article: string }[];
}

export interface TermFacts {
  length: TermLength;
  /** What the sheet says of the end: `atto`, `silenzio-assenso`… */
  end: string;
  state: TermState;
  t: Translate;
}

/** The ledger of a case as everybody can read it. */
export const termView = (facts: TermFacts): TermView => ({
  sentence: sentenceOf(facts),
  now: nowOf(facts),
  end: facts.state.status === 'ended' ? '' : facts.t(`term.end.${facts.end}`),
  lines: linesOf(facts),
});

const sentenceOf = ({ length, state, t }: TermFacts): string => {
  const { due, from, stops, totalDays, status } = state;
  const end = due
    ? t(status === 'expired' || status === 'ended' ? 'term.was-due' : 'term.due', { date: formatDate(due) })
    : t('term.due.unknown');
  return t('term.sentence', {
    days: t(`term.days.${length.kind}`, { count: totalDays }),
    from: formatDate(from),
    stops: stops
      .filter(({ since, until, effect }) => effect === 'interrupts' || until === null || until > since)
      .map(({ title, since, until, effect }) =>
        t(`term.stop.${effect}`, {
          count: until ? daysFrom(since, until) : 0,
          cause: title,
          since: formatDate(since),
        }),
      )
      .join(''),
    end,
  });
};

const nowOf = ({ state, t }: TermFacts): string => {
  const { status, stop, usedDays, leftDays, endedOn } = state;
  if (status === 'ended') return t('term.now.ended', { count: usedDays, date: formatDate(endedOn) });
  if (status === 'running') return t('term.now.running', { count: usedDays, left: leftDays });
  if (status !== 'suspended' || !stop) return t(`term.now.${status}`, { cause: stop?.title ?? '' });
  const how = stop.isAnswered ? '.answered' : stop.until === null ? '.open' : '';
  return t(`term.now.suspended${how}`, { cause: stop.title, until: formatDate(stop.until) });
};

const linesOf = ({ state, t }: TermFacts): TermView['lines'] => {
  const opened = state.effects[0]?.event.on ?? state.from;
  return state.effects.map(({ event, effect }) => {
    const rule = event.cause ? stopRule(event.cause, opened) : null;
    return {
      day: event.on,
      text: t(`term.line.${event.kind}`, { cause: rule?.title ?? event.cause ?? '', count: event.days ?? 0 }),
      effect: effect === 'counts' ? '' : t(`term.effect.${effect}`),
      article: rule?.source ?? '',
    };
  });
};
