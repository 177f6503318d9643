import type { Role } from '../../core/actor.js';
import { BaseModel } from './base.js';

/** Somebody who works with Sportello. */
export class Account extends BaseModel {
  static override tableName = 'account';
  declare id: string;
  declare username: string;
  declare displayName: string;
  declare passwordHash: string;
  declare roles: Role[];
  declare officeId: string | null;
  declare locale: string;
  declare active: boolean;
  declare failedLogins: number;
  declare lockedUntil: Date | null;
}
