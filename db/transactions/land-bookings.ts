import type { Knex } from 'knex';
import { systemActor } from '../../core/actor.js';
import { audit } from '../audit.js';

/** A rectangle on the map grid of a place, in metres from its corner; without one, the whole place. */
export interface Area {
  x: number;
  y: number;
  width: number;
  length: number;
}

export interface BookLand {
  caseId: string;
  place: string;
  area: Area | null;
  /** First and last day, `yyyy-mm-dd`. */
  from: string;
  to: string;
  at: Date;
}

/** Larger than any square of a town: an area as wide is the whole place. */
export const wholePlaceMetres = 99_000;
const whole: Area = { x: 0, y: 0, width: 100_000, length: 100_000 };
/** Two stalls side by side share an edge and don't disturb each other: a booked rectangle ends a hair before its edge. */
const hair = 0.001;

const boxOf = ({ x, y, width, length }: Area): string =>
  `((${x + hair},${y + hair}),(${x + width - hair},${y + length - hair}))`;

/** `Piazza  Martiri` and `piazza martiri` are one place. */
const keyOf = (place: string): string => place.trim().replace(/\s+/g, ' ').toLowerCase();

/**
 * Books public land for a case, or moves the case's booking (an extension, another place). Nothing is booked, and an earlier
 * booking stays, when somebody else's stands in the way: then the case's wish is noted. The table's exclusion rule holds for two that book at once.
 * @returns the booking's id, or how many other bookings stand in the way
 */
export const bookLand = async (
  trx: Knex.Transaction,
  { caseId, place, area, from, to, at }: BookLand,
): Promise<{ id: string } | { conflicts: number }> => {
  const key = keyOf(place);
  await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [`land ${key}`]);
  const box = boxOf(area ?? whole);
  const days = `[${from},${to}]`;
  const others = (await trx('land_booking')
    .where({ place_key: key })
    .whereNull('released_at')
    .whereNot({ case_id: caseId })
    .whereRaw('area && ?::box and days && ?::daterange', [box, days])
    .pluck('id')) as string[];
  const wanted = { case_id: caseId, place: place.trim(), place_key: key, area: box, days };
  if (others.length > 0) {
    await trx('land_wish')
      .insert({ ...wanted, wished_at: at })
      .onConflict('case_id')
      .merge();
    return { conflicts: others.length };
  }
  await trx('land_wish').where({ case_id: caseId }).delete();
  await trx('land_booking').where({ case_id: caseId }).whereNull('released_at').update({ released_at: at });
  const [row] = (await trx('land_booking')
    .insert({ ...wanted, booked_at: at })
    .returning('id')) as { id: string }[];
  if (!row) throw new Error('the land register took nothing');
  await audit(trx, {
    at,
    actor: systemActor,
    act: 'suolo.prenotato',
    caseId,
    details: { luogo: place, dal: from, al: to },
  });
  return row;
};

/** Frees what a case has booked, and forgets what it wished for. @returns whether there was something */
export const releaseLand = async (trx: Knex.Transaction, caseId: string, at: Date): Promise<boolean> => {
  await trx('land_wish').where({ case_id: caseId }).delete();
  const [row] = (await trx('land_booking')
    .where({ case_id: caseId })
    .whereNull('released_at')
    .update({ released_at: at })
    .returning('place')) as { place: string }[];
  if (!row) return false;
  await audit(trx, { at, actor: systemActor, act: 'suolo.liberato', caseId, details: { luogo: row.place } });
  return true;
};
