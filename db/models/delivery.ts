import { BaseModel } from './base.js';

/** Ways in which a letter can reach somebody. */
export const channels = ['pec', 'email', 'post', 'desk'] as const;
export type Channel = (typeof channels)[number];

export type DeliveryStatus =
  | 'sending'
  | 'sent'
  | 'accepted'
  | 'delivered'
  | 'to-post'
  | 'posted'
  | 'to-hand-over'
  | 'handed-over'
  | 'failed'
  | 'uncertain';

/** One way in which a letter reaches one addressee, and how far it has come; a failed one is followed by the next way. */
export class Delivery extends BaseModel {
  static override tableName = 'delivery';
  declare id: string;
  declare letterId: string;
  /** Who is served; null for somebody whom only the letter names. */
  declare partyId: string | null;
  /** Who receives it for them. */
  declare viaId: string | null;
  declare addressee: string;
  declare channel: Channel;
  /** E-mail, PEC or the lines of a postal address. */
  declare address: string | null;
  declare admitted: Channel[];
  declare attempt: number;
  declare status: DeliveryStatus;
  declare messageId: string | null;
  declare effectKey: string;
  /** The other side's words; they may hold the address. */
  declare error: string | null;
  declare tracking: string | null;
  declare createdAt: Date;
  declare sentAt: Date | null;
  /** When it counts as received. */
  declare proofAt: Date | null;
  declare doneAt: Date | null;
  declare doneBy: string | null;
  declare answeredBy: string | null;
}
