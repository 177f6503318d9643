import type { Knex } from 'knex';
import type { Series } from './models/ticket.js';

export type DeskKind = 'citizens' | 'professionals';
export type StationKind = 'information' | 'services';

/** A numbered place of a desk. */
export interface Station {
  number: number;
  kind: StationKind;
  /** Which numbers it calls. */
  series: Series[];
  deskId: string;
  deskName: string;
  deskKind: DeskKind;
}

export interface SeatedStation extends Station {
  seatedId: string | null;
  seatedName: string | null;
}

const columns = {
  number: 'station.number',
  kind: 'station.kind',
  series: 'station.series',
  deskId: 'desk.id',
  deskName: 'desk.name',
  deskKind: 'desk.kind',
};

const activeStations = (db: Knex): Knex.QueryBuilder =>
  db('station')
    .join('desk', 'desk.id', 'station.desk_id')
    .where({ 'station.active': true, 'desk.active': true });

/** All stations in use, by number, with who sits there. */
export const stations = async (db: Knex): Promise<SeatedStation[]> =>
  (await activeStations(db)
    .leftJoin('account', 'account.id', 'station.seated_id')
    .orderBy('station.number')
    .select({
      ...columns,
      seatedId: 'station.seated_id',
      seatedName: 'account.display_name',
    })) as SeatedStation[];

/** The station where somebody sits; undefined once a colleague has taken it over. */
export const seatOf = async (db: Knex, number: number, accountId: string): Promise<Station | undefined> =>
  (await activeStations(db)
    .where({ 'station.number': number, 'station.seated_id': accountId })
    .first(columns)) as Station | undefined;
