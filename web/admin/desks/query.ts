import type { Knex } from 'knex';
import type { DeskKind, StationKind } from '../../../db/stations.js';
import { writeHours, type Hours } from './hours.js';

/** Monday first, as the week is read; 0 is Sunday. */
export const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;

export interface DeskRow {
  id: string;
  name: string;
  kind: DeskKind;
  parallel: number;
  ticketsOutsideHours: boolean;
  active: boolean;
  /** Secret part of its calendar's address, once it has one. */
  feed: string | null;
  /** By weekday, as they are written. */
  hours: Record<number, string>;
}

export interface StationRow {
  number: number;
  deskId: string;
  desk: string;
  kind: StationKind;
  series: string[];
  active: boolean;
}

interface HoursRow extends Hours {
  deskId: string;
  weekday: number;
}

/** All desks with their hours, used or not. */
export const deskRows = async (db: Knex): Promise<DeskRow[]> => {
  const [desks, hours] = await Promise.all([
    db('desk')
      .leftJoin('calendar_feed as feed', 'feed.desk_id', 'desk.id')
      .orderBy(['desk.kind', 'desk.id'])
      .select({
        id: 'desk.id',
        name: 'desk.name',
        kind: 'desk.kind',
        parallel: 'desk.parallel',
        ticketsOutsideHours: 'desk.tickets_outside_hours',
        active: 'desk.active',
        feed: 'feed.token',
      }) as Promise<Omit<DeskRow, 'hours'>[]>,
    db('desk_hours')
      .orderBy(['weekday', 'opens'])
      .select({ deskId: 'desk_id', weekday: 'weekday', opens: 'opens', closes: 'closes' }) as Promise<
      HoursRow[]
    >,
  ]);
  return desks.map((desk) => ({
    ...desk,
    hours: Object.fromEntries(
      weekdays.map((day) => [
        day,
        writeHours(hours.filter(({ deskId, weekday }) => deskId === desk.id && weekday === day)),
      ]),
    ),
  }));
};

/** All stations by number. */
export const stationRows = async (db: Knex): Promise<StationRow[]> =>
  (await db('station').join('desk', 'desk.id', 'station.desk_id').orderBy('station.number').select({
    number: 'station.number',
    deskId: 'desk.id',
    desk: 'desk.name',
    kind: 'station.kind',
    series: 'station.series',
    active: 'station.active',
  })) as StationRow[];

export interface DeviceRow {
  id: string;
  kind: 'kiosk' | 'display';
  name: string;
  token: string;
}

export const deviceRows = async (db: Knex): Promise<DeviceRow[]> =>
  (await db('queue_device').orderBy(['kind', 'name']).select('id', 'kind', 'name', 'token')) as DeviceRow[];

/** Offices that have an agenda of visits, with their calendar's address. */
export const officeFeeds = async (db: Knex): Promise<{ id: string; name: string; feed: string | null }[]> =>
  (await db('office')
    .leftJoin('calendar_feed as feed', 'feed.office_id', 'office.id')
    .where({ kind: 'back' })
    .orderBy('office.name')
    .select({ id: 'office.id', name: 'office.name', feed: 'feed.token' })) as {
    id: string;
    name: string;
    feed: string | null;
  }[];

/** Minutes of appointments by procedure. */
export const lengths = async (db: Knex): Promise<Map<string, number>> => {
  const rows = (await db('appointment_length').select({ id: 'procedure_id', minutes: 'minutes' })) as {
    id: string;
    minutes: number;
  }[];
  return new Map(rows.map(({ id, minutes }) => [id, minutes]));
};
