import { BaseModel } from './base.js';

/** A time in which the register could not be used and documents got emergency numbers (DPR 445/2000 art. 63). */
export class RegisterOutage extends BaseModel {
  static override tableName = 'register_outage';
  declare id: string;
  declare startedAt: Date;
  declare cause: string;
  declare authority: string;
  /** First emergency number of this outage; numbers go on from the one before. */
  declare firstNumber: number;
  /** Last one used, from the end on; one less than the first when none was. */
  declare lastNumber: number | null;
  declare openedAt: Date;
  declare openedBy: string;
  declare endedAt: Date | null;
  declare closedAt: Date | null;
  declare closedBy: string | null;
}
