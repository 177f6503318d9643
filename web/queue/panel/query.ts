import type { Knex } from 'knex';
import { ticketCode, type Series, type TicketStatus } from '../../../db/models/ticket.js';
import type { Station } from '../../../db/stations.js';
import { isWithinTolerance, queueOrder } from '../../../db/transactions/queue/rules.js';
import { dateInRome } from '../../../law/calendar.js';

interface Row {
  id: string;
  series: Series;
  number: number;
  status: TicketStatus;
  precedence: boolean;
  appointmentAt: Date | null;
  takenAt: Date;
  lastCalledAt: Date | null;
  stationNumber: number | null;
  presentAtClosing: boolean;
  contactId: string | null;
  isContactOpen: boolean;
  isIdentified: boolean;
  partyId: string | null;
}

export interface QueueEntry extends Row {
  code: string;
  /** Since the number was taken. */
  minutes: number;
  /** Who was called and didn't come keeps the place a little while. */
  keepsPlace: boolean;
}

/** The numbers of today that are not over, in the order in which they are called. */
export const openTickets = async (db: Knex, now: Date): Promise<QueueEntry[]> => {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select ticket.id, ticket.series, ticket.number, ticket.status, ticket.precedence, ticket.taken_at as "takenAt",
       appointment.starts_at as "appointmentAt", ticket.last_called_at as "lastCalledAt",
       ticket.station_number as "stationNumber", ticket.present_at_closing as "presentAtClosing",
       ticket.contact_id as "contactId", contact.ended_at is null as "isContactOpen", ticket.party_id as "partyId",
       exists (select from identification where identification.contact_id = ticket.contact_id) as "isIdentified"
     from ticket
     left join appointment on appointment.id = ticket.appointment_id
     left join contact on contact.id = ticket.contact_id
     where ticket.day = ? and ticket.status in ('waiting', 'called', 'serving', 'skipped')
     order by ${queueOrder}`,
    [dateInRome(now), now],
  );
  return rows.map((row) => ({
    ...row,
    code: ticketCode(row.series, row.number),
    minutes: Math.max(0, Math.floor((now.getTime() - row.takenAt.getTime()) / 60_000)),
    keepsPlace: isWithinTolerance(row.lastCalledAt, now),
  }));
};

export interface Panel {
  station: Station;
  current: QueueEntry | undefined;
  waiting: QueueEntry[];
  /** How many more there are than shown. */
  more: number;
  skipped: QueueEntry[];
}

const shown = 6;

/** What an operator sees of the queue beside the work: who waits for this station, and whom it has now. */
export const panelOf = async (db: Knex, station: Station, now: Date): Promise<Panel> => {
  const tickets = await openTickets(db, now);
  const mine = tickets.filter(({ series }) => station.series.includes(series));
  const waiting = mine.filter(({ status }) => status === 'waiting');
  return {
    station,
    current: tickets.find(
      ({ status, stationNumber }) =>
        stationNumber === station.number && (status === 'called' || status === 'serving'),
    ),
    waiting: waiting.slice(0, shown),
    more: Math.max(0, waiting.length - shown),
    skipped: mine.filter(({ status }) => status === 'skipped'),
  };
};

/** True while the station serves somebody of whom it isn't noted how they were identified. */
export const servesUnknownPerson = async (db: Knex, stationNumber: number): Promise<boolean> =>
  (await db('ticket')
    .where({ station_number: stationNumber, status: 'serving' })
    .whereNotExists(db('identification').whereRaw('identification.contact_id = ticket.contact_id'))
    .whereExists(db('contact').whereRaw('contact.id = ticket.contact_id and contact.ended_at is null'))
    .first('id')) !== undefined;

/** True for a contact whose person is known. */
export const isOfSomebody = async (db: Knex, contactId: string): Promise<boolean> =>
  (await db('contact').where({ id: contactId }).whereNotNull('party_id').first('id')) !== undefined;
