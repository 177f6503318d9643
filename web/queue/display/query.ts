import type { Knex } from 'knex';
import { ticketCode } from '../../../db/models/ticket.js';
import { dateInRome } from '../../../law/calendar.js';

/** A number and where it is called to: nothing else may stand on a wall (domain.md E 40). */
export interface CalledNumber {
  code: string;
  station: number;
  isServed: boolean;
}

const shown = 6;

/** The numbers at the stations now, the one called last first. */
export const calledNumbers = async (db: Knex, now: Date): Promise<CalledNumber[]> => {
  const rows = (await db('ticket')
    .where({ day: dateInRome(now) })
    .whereIn('status', ['called', 'serving'])
    .orderByRaw(`status = 'called' desc, last_called_at desc`)
    .limit(shown)
    .select('series', 'number', 'status', { station: 'station_number' })) as {
    series: string;
    number: number;
    status: string;
    station: number;
  }[];
  return rows.map(({ series, number, status, station }) => ({
    code: ticketCode(series, number),
    station,
    isServed: status === 'serving',
  }));
};
