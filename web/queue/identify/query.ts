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
