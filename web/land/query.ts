import type { Knex } from 'knex';
import type { Actor } from '../../core/actor.js';
import { wholePlaceMetres, type Area } from '../../db/transactions/land-bookings.js';
import { onlyVisibleCases } from '../access.js';
import type { LandState } from './state.js';

/** A piece of public land that a case has, or wished for and didn't get. */
export interface LandUse {
  id: string;
  placeKey: string;
  place: string;
  /** Null: the whole place. */
  area: Area | null;
  /** First and last day, `yyyy-mm-dd`. */
  from: string;
  to: string;
  isWish: boolean;
  /** Bookings of others that stand in a wish's way now. */
  against: string[];
  /** Null when the reader doesn't need to know the case. */
  file: { id: string; number: string; subject: string } | null;
}

interface UseRow extends Area {
  id: string;
  caseId: string;
  placeKey: string;
  place: string;
  from: string;
  to: string;
  isWish: boolean;
  against: string[];
}

/** More than these are not drawn: the reader is asked to choose a place. */
const mostUses = 200;

const uses = `
  select booking.id, case_id, place_key, place, area, days, false as is_wish, '{}'::uuid[] as against
  from land_booking booking where released_at is null
  union all
  select case_id, case_id, place_key, place, area, days, true, array(
    select other.id from land_booking other
    where other.released_at is null and other.place_key = wish.place_key and other.case_id <> wish.case_id
      and other.area && wish.area and other.days && wish.days)
  from land_wish wish where exists (select from case_file where id = case_id and status = 'open')`;

/**
 * Who has which piece of public land in a period, and who wished for it; by place, then by day.
 * Where and when is public matter; whose case it is, only those are told who need to know it.
 */
export const landUses = async (
  db: Knex,
  actor: Actor,
  { from, to, place }: LandState,
): Promise<{ uses: LandUse[]; hasMore: boolean }> => {
  const rows = (await db
    .from(db.raw(`(${uses}) as land`))
    .whereRaw(`days && daterange(?, ?, '[]')`, [from, to])
    .modify((query) => {
      if (place) query.where({ place_key: place });
    })
    .orderByRaw('place_key, lower(days), is_wish, id')
    .limit(mostUses + 1)
    .select({
      id: 'id',
      caseId: 'case_id',
      placeKey: 'place_key',
      place: 'place',
      isWish: 'is_wish',
      against: 'against',
      from: db.raw('lower(days)::text'),
      to: db.raw('(upper(days) - 1)::text'),
      x: db.raw('round((area[1])[0]::numeric, 2)::float8'),
      y: db.raw('round((area[1])[1]::numeric, 2)::float8'),
      width: db.raw('round(width(area)::numeric, 2)::float8'),
      length: db.raw('round(height(area)::numeric, 2)::float8'),
    })) as UseRow[];
  const known = await knownCases(db, actor, rows);
  return {
    uses: rows.slice(0, mostUses).map(({ caseId, x, y, width, length, ...row }) => ({
      ...row,
      area: width >= wholePlaceMetres ? null : { x, y, width, length },
      file: known.get(caseId) ?? null,
    })),
    hasMore: rows.length > mostUses,
  };
};

const knownCases = async (db: Knex, actor: Actor, rows: UseRow[]) => {
  const files = (await db('case_file')
    .whereIn(
      'id',
      rows.map(({ caseId }) => caseId),
    )
    .modify(onlyVisibleCases(actor))
    .select('id', 'number', 'subject')) as NonNullable<LandUse['file']>[];
  return new Map(files.map((file) => [file.id, file]));
};

/** The places of which something is or was booked, for the choice above the list. */
export const knownPlaces = async (db: Knex): Promise<{ key: string; name: string }[]> =>
  (await db('land_booking')
    .groupBy('place_key')
    .orderBy('place_key')
    .select({ key: 'place_key', name: db.raw('min(place)') })) as { key: string; name: string }[];
