import type { Knex } from 'knex';
import type { Series } from '../../../db/models/ticket.js';
import { dateInRome } from '../../../law/calendar.js';

export interface SeriesTimes {
  series: Series;
  taken: number;
  waiting: number;
  served: number;
  noShow: number;
  /** Minutes; null while nobody was called or served. */
  waitMedian: string | null;
  wait90: string | null;
  serveMedian: string | null;
  serve90: string | null;
}

const minutes = (share: number, from: string, to: string): string =>
  `round((percentile_cont(${share}) within group (order by extract(epoch from ${to} - ${from})) / 60)::numeric, 1)`;

/** How long people waited and were served today, by series: the median, and what nine in ten stayed within. */
export const timesOfToday = async (db: Knex, now: Date): Promise<SeriesTimes[]> => {
  const { rows } = await db.raw<{ rows: SeriesTimes[] }>(
    `select series, count(*)::int as taken,
       count(*) filter (where status = 'waiting')::int as waiting,
       count(*) filter (where status = 'done')::int as served,
       count(*) filter (where status = 'no-show')::int as "noShow",
       ${minutes(0.5, 'taken_at', 'called_at')} as "waitMedian", ${minutes(0.9, 'taken_at', 'called_at')} as "wait90",
       ${minutes(0.5, 'serving_at', 'ended_at')} as "serveMedian", ${minutes(0.9, 'serving_at', 'ended_at')} as "serve90"
     from ticket where day = ? group by series order by series`,
    [dateInRome(now)],
  );
  return rows;
};
