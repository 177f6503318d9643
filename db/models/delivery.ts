import { BaseModel } from './base.js';

/** One way in which a letter reaches its addressee, and how far it has come. */
export class Delivery extends BaseModel {
  static override tableName = 'delivery';
  declare id: string;
  declare letterId: string;
  declare channel: 'email' | 'desk';
  declare address: string | null;
  declare status: 'sending' | 'sent' | 'to-hand-over' | 'handed-over' | 'failed' | 'uncertain';
  declare messageId: string | null;
  declare effectKey: string;
  declare error: string | null;
  declare createdAt: Date;
  declare doneAt: Date | null;
  declare doneBy: string | null;
}
