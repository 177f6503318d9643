import { errorText } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import type { Translate } from '../i18n.js';
import { durations, type Durations } from './durations-query.js';

const keptForMs = 10 * 60_000;
const dayMs = 86_400_000;

/** The durations of one procedure, office by office. */
export type UsualDurations = (procedureId: string) => Promise<Durations[]>;

/**
 * Asks the data bank at most every ten minutes: the pages are open to everybody, and the figures of a moment ago are
 * enough. Measured with 100,000 closed cases the query takes seconds, so that old figures are shown while new ones come.
 */
export const usualDurations = ({ db, catalogue, clock, log }: Services): UsualDurations => {
  let kept: { at: number; rows: Promise<Durations[]> } | null = null;

  const ask = async (now: number): Promise<Durations[]> => {
    const published = await catalogue.published();
    const messages = published.flatMap(({ procedureId, sheet }) =>
      sheet.messages.map(({ name }) => ({ procedureId, name })),
    );
    const { days } = catalogue.municipality.durations;
    return durations(db, { since: new Date(now - days * dayMs), messages });
  };

  const renew = (now: number): Promise<Durations[]> => {
    const before = kept?.rows;
    const rows = ask(now);
    kept = { at: now, rows: before ?? rows };
    rows.then(
      () => (kept = { at: now, rows }),
      (error: unknown) => {
        if (!before) kept = null;
        log.warn({ error: errorText(error) }, 'the usual durations could not be computed');
      },
    );
    return kept.rows;
  };

  return async (procedureId) => {
    const now = clock.now().getTime();
    const rows = await (kept && Math.abs(now - kept.at) < keptForMs ? kept.rows : renew(now));
    return rows.filter((row) => row.procedureId === procedureId);
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
