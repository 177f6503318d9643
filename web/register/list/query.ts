import type { Knex } from 'knex';
import type { Actor } from '../../../core/actor.js';
import type { Correspondent } from '../../../db/models/registration.js';
import { readableSql } from '../access.js';
import type { RegisterListState } from './state.js';

export interface ListedRegistration {
  id: string;
  number: number;
  protocol: string;
  registeredAt: Date;
  direction: 'incoming' | 'outgoing';
  /** Null where the person may only know that the registration exists. */
  object: string | null;
  correspondents: Correspondent[] | null;
  attachments: number;
  caseId: string | null;
  caseNumber: string | null;
  cancelledAt: Date | null;
  emergencyNumber: number | null;
}

export const registerPageSize = 50;

const containing = (typed: string): string => `%${typed.replace(/[\\%_]/g, '\\$&')}%`;

/** The columns of a list; what is shown of restricted cases is for the caller to say. */
const listed = (db: Knex, shown: (column: string) => Knex.Raw) => ({
  id: 'registration.id',
  number: 'registration.number',
  protocol: 'registration.protocol',
  registeredAt: 'registration.registered_at',
  direction: 'registration.direction',
  object: shown('registration.object'),
  correspondents: shown('registration.correspondents'),
  attachments: db.raw('jsonb_array_length(registration.attachments)'),
  caseId: shown('registration.case_id'),
  caseNumber: shown('case_file.number'),
  cancelledAt: 'registration.cancelled_at',
  emergencyNumber: 'registration.emergency_number',
});

/**
 * A year of the register, newest first: one page, and whether there are more. Registrations of restricted cases are
 * there, since the register has no gap, but they answer no filter on names or objects.
 */
export const listedRegistrations = async (
  db: Knex,
  actor: Actor,
  state: RegisterListState,
): Promise<{ registrations: ListedRegistration[]; hasMore: boolean }> => {
  const { sql: readable, values } = readableSql(actor);
  const shown = (column: string) => db.raw(`case when ${readable} then ${column} end`, values);
  const rows = (await db('registration')
    .leftJoin('case_file', 'case_file.id', 'registration.case_id')
    .where({ 'registration.register': 'protocollo', 'registration.year': state.year })
    .modify((query) => {
      if (state.before) query.where('registration.number', '<', state.before);
      const number = Number(/^\s*(\d{1,9})/.exec(state.number)?.[1] ?? Number.NaN);
      const emergency = /^E(\d{1,9})$/i.exec(state.number)?.[1];
      if (emergency) query.where('registration.emergency_number', Number(emergency));
      else if (state.number) query.where('registration.number', Number.isNaN(number) ? 0 : number);
      if (state.day) {
        query.whereRaw(
          `registration.registered_at >= ?::date::timestamp at time zone 'Europe/Rome'
           and registration.registered_at < (?::date + 1)::timestamp at time zone 'Europe/Rome'`,
          [state.day, state.day],
        );
      }
      if (state.direction) query.where('registration.direction', state.direction);
      if (state.cancelled === 'yes') query.whereNotNull('registration.cancelled_at');
      if (state.cancelled === 'no') query.whereNull('registration.cancelled_at');
      if (state.object || state.correspondent) query.whereRaw(readable, values);
      if (state.object) query.whereRaw('registration.object ilike ?', [containing(state.object)]);
      if (state.correspondent) {
        query.whereRaw(
          `jsonb_path_query_array(registration.correspondents, '$[*].name')::text ilike ?`, // as it is indexed
          [containing(state.correspondent)],
        );
      }
    })
    .orderBy('registration.number', 'desc')
    .limit(registerPageSize + 1)
    .select(listed(db, shown))) as ListedRegistration[];
  return { registrations: rows.slice(0, registerPageSize), hasMore: rows.length > registerPageSize };
};

/** What has only an emergency number yet, newest first (DPR 445/2000 art. 63): it is listed apart until it is brought in. */
export const waitingRegistrations = async (db: Knex, actor: Actor): Promise<ListedRegistration[]> => {
  const { sql: readable, values } = readableSql(actor);
  const shown = (column: string) => db.raw(`case when ${readable} then ${column} end`, values);
  return (await db('registration')
    .leftJoin('case_file', 'case_file.id', 'registration.case_id')
    .where('registration.register', 'emergenza')
    .orderBy('registration.number', 'desc')
    .limit(registerPageSize)
    .select(listed(db, shown))) as ListedRegistration[];
};

/** The years that the register has, newest first. */
export const registerYears = async (db: Knex): Promise<number[]> =>
  (await db('counter').where({ register: 'protocollo' }).orderBy('year', 'desc').pluck('year')) as number[];
