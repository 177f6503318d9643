import type { Knex } from 'knex';
import type { Channel, ItemOutcome } from '../../../db/transactions/contact-words.js';

/** A contact of an operator that isn't closed. */
export interface BarContact {
  id: string;
  number: string;
  channel: Channel;
  isCurrent: boolean;
  startedAt: Date;
  partyId: string | null;
  name: string | null;
  caseId: string | null;
  caseNumber: string | null;
  /** Things noted so far. */
  items: number;
  /** What became of the last of them. */
  lastOutcome: ItemOutcome | null;
}

/** The open contacts of an operator, the current one first, then the one that was left last. */
export const openContacts = async (db: Knex, accountId: string): Promise<BarContact[]> =>
  (await db('contact')
    .leftJoin('party', 'party.id', 'contact.party_id')
    .leftJoin('case_file', 'case_file.id', 'contact.case_id')
    .where({ 'contact.account_id': accountId, 'contact.ended_at': null })
    .orderBy([
      { column: 'contact.is_current', order: 'desc' },
      { column: 'contact.current_since', order: 'desc' },
    ])
    .select({
      id: 'contact.id',
      number: db.raw(`contact.number || '/' || contact.year`),
      channel: 'contact.channel',
      isCurrent: 'contact.is_current',
      startedAt: 'contact.started_at',
      partyId: 'contact.party_id',
      name: db.raw(
        `coalesce(party.organisation_name, nullif(concat_ws(' ', party.given_name, party.family_name), ''))`,
      ),
      caseId: 'contact.case_id',
      caseNumber: 'case_file.number',
      items: db.raw('(select count(*)::int from contact_item item where item.contact_id = contact.id)'),
      lastOutcome: db.raw(`(select outcome from contact_item item where item.contact_id = contact.id
        order by item.created_at desc, item.id limit 1)`),
    })) as BarContact[];
