import type { Knex } from 'knex';
import type { Actor } from '../../../core/actor.js';
import { onlyAboutKnownCases } from '../../known-cases.js';

export interface LoggedContact {
  id: string;
  number: string;
  channel: string;
  name: string | null;
  operator: string;
  outcome: string | null;
  asked: string | null;
  caseId: string | null;
  caseNumber: string | null;
  startedAt: Date;
  endedAt: Date | null;
}

/** Rows of a day at most; a desk of ten operators stays below. */
export const logLimit = 500;

/**
 * The contacts that began on a day in Rome, the last first.
 * @param day `yyyy-mm-dd`
 */
export const contactsOfDay = async (db: Knex, actor: Actor, day: string): Promise<LoggedContact[]> =>
  (await db('contact')
    .join('account', 'account.id', 'contact.account_id')
    .leftJoin('party', 'party.id', 'contact.party_id')
    .leftJoin('case_file as file', 'file.id', 'contact.case_id')
    .whereRaw(
      `contact.started_at >= (?::date)::timestamp at time zone 'Europe/Rome'
       and contact.started_at < (?::date + 1)::timestamp at time zone 'Europe/Rome'`,
      [day, day],
    )
    .modify(onlyAboutKnownCases(db, actor, 'contact.case_id'))
    .orderBy('contact.started_at', 'desc')
    .limit(logLimit)
    .select({
      id: 'contact.id',
      number: db.raw(`contact.number || '/' || contact.year`),
      channel: 'contact.channel',
      name: db.raw(
        `coalesce(party.organisation_name, nullif(concat_ws(' ', party.given_name, party.family_name), ''))`,
      ),
      operator: 'account.display_name',
      outcome: 'contact.outcome',
      asked: db.raw(`(select string_agg(item.text, '; ' order by item.created_at) from contact_item item
        where item.contact_id = contact.id and (item.case_id is null or item.case_id = contact.case_id))`),
      caseId: 'file.id',
      caseNumber: 'file.number',
      startedAt: 'contact.started_at',
      endedAt: 'contact.ended_at',
    })) as LoggedContact[];
