import type { Knex } from 'knex';
import { ticketCode } from '../../../db/models/ticket.js';

export interface PersonAtDesk {
  contactId: string;
  /** Empty when the contact didn't begin with a number. */
  code: string;
  /** Whom the ticket or the contact already names, by an appointment for example. */
  partyId: string | null;
}

/** The contact that the operator has with the person at the desk: the served number's, or the one that is current. */
export const personAtDesk = async (
  db: Knex,
  accountId: string,
  stationNumber: number | null,
): Promise<PersonAtDesk | undefined> => {
  const { rows } = await db.raw<{
    rows: { contactId: string; series: string | null; number: number | null; partyId: string | null }[];
  }>(
    `select contact.id as "contactId", ticket.series, ticket.number, contact.party_id as "partyId"
     from contact left join ticket on ticket.contact_id = contact.id and ticket.status = 'serving'
     where contact.account_id = ? and contact.ended_at is null and (ticket.station_number = ? or contact.is_current)
     order by ticket.station_number is not distinct from ?::int desc, contact.is_current desc limit 1`,
    [accountId, stationNumber, stationNumber],
  );
  const [row] = rows;
  if (!row) return undefined;
  const code = row.series && row.number ? ticketCode(row.series, row.number) : '';
  return { contactId: row.contactId, code, partyId: row.partyId };
};

export interface Identification {
  manner: 'document' | 'known' | 'delegate';
  documentKind: string | null;
  documentEnding: string | null;
  principal: string | null;
  mandate: string | null;
  by: string;
  at: Date;
}

/** How the person of a contact was recognised, the last time; for the contact's page. */
export const identificationOf = async (db: Knex, contactId: string): Promise<Identification | undefined> =>
  (await db('identification')
    .join('account', 'account.id', 'identification.identified_by')
    .leftJoin('party', 'party.id', 'identification.principal_id')
    .where({ contact_id: contactId })
    .orderBy('identified_at', 'desc')
    .first({
      manner: 'manner',
      documentKind: 'document_kind',
      documentEnding: 'document_ending',
      principal: db.raw(
        `coalesce(party.organisation_name, concat_ws(' ', party.given_name, party.family_name))`,
      ),
      mandate: 'mandate',
      by: 'account.display_name',
      at: 'identified_at',
    })) as Identification | undefined;
