import { BaseModel } from './base.js';

export const seriesCodes = ['I', 'S', 'P'] as const;
/** Information, services, professionals and businesses. */
export type Series = (typeof seriesCodes)[number];
export type TicketStatus = 'waiting' | 'called' | 'serving' | 'skipped' | 'done' | 'no-show';

/** A number of the queue, from its taking to the end of the service. */
export class Ticket extends BaseModel {
  static override tableName = 'ticket';
  declare id: string;
  declare day: string;
  declare series: Series;
  declare number: number;
  declare status: TicketStatus;
  declare precedence: boolean;
  declare appointmentId: string | null;
  declare takenAt: Date;
  declare queuedAt: Date;
  declare calledAt: Date | null;
  declare lastCalledAt: Date | null;
  declare calls: number;
  declare servingAt: Date | null;
  declare endedAt: Date | null;
  declare stationNumber: number | null;
  declare operatorId: string | null;
  declare presentAtClosing: boolean;
  declare contactId: string | null;
  declare partyId: string | null;
  declare submissionToken: string;

  /** What the paper and the display say: `S012`. */
  get code(): string {
    return ticketCode(this.series, this.number);
  }
}

/** `S012`: the series and its number of the day. */
export const ticketCode = (series: string, number: number): string =>
  `${series}${String(number).padStart(3, '0')}`;
