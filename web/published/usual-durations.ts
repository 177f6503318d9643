import type { Services } from '../../core/services.js';
import type { Translate } from '../i18n.js';
import { durations, type Durations } from './durations-query.js';

const keptForMs = 10 * 60_000;
const dayMs = 86_400_000;

/** The durations of one procedure, office by office. */
export type UsualDurations = (procedureId: string) => Promise<Durations[]>;

/** Asks the data bank at most every ten minutes: the page is open to everybody, and yesterday's cases are enough. */
export const usualDurations = ({ db, catalogue, clock }: Services): UsualDurations => {
  let kept: { at: number; rows: Promise<Durations[]> } | null = null;

  const ask = async (now: number): Promise<Durations[]> => {
    const published = await catalogue.published();
    const messages = published.flatMap(({ procedureId, sheet }) =>
      sheet.messages.map(({ name }) => ({ procedureId, name })),
    );
    const { days } = catalogue.municipality.durations;
    return durations(db, { since: new Date(now - days * dayMs), messages });
  };

  return async (procedureId) => {
    const now = clock.now().getTime();
    if (!kept || now - kept.at > keptForMs || now < kept.at) {
      kept = { at: now, rows: ask(now) };
      kept.rows.catch(() => (kept = null));
    }
    return (await kept.rows).filter((row) => row.procedureId === procedureId);
  };
};

/** Durations as sentences; with too few cases, only that: a median of three is an anecdote. */
export const durationLines = (rows: Durations[], minimum: number, t: Translate): string[] => {
  const enough = rows.filter(({ cases }) => cases >= minimum);
  if (enough.length === 0) return [t('published.durations.few', { count: minimum })];
  return enough.flatMap((row) => [
    t('published.durations.whole', {
      office: row.office,
      count: row.cases,
      median: days(row.median, t),
      ninetieth: days(row.ninetieth, t),
    }),
    row.waitingNinetieth < 0.5
      ? t('published.durations.noWaiting')
      : t('published.durations.apart', {
          own: days(row.ownMedian, t),
          ownNinetieth: days(row.ownNinetieth, t),
          waiting: days(row.waitingMedian, t),
          waitingNinetieth: days(row.waitingNinetieth, t),
        }),
  ]);
};

/** Whole days, rounded up: nobody is told a shorter time than it took. */
const days = (value: number, t: Translate): string => t('published.days', { count: Math.ceil(value) });
