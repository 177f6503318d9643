import { BaseModel } from './base.js';

/** A back office of a sector, or a place where people are met. */
export class Office extends BaseModel {
  static override tableName = 'office';
  declare id: string;
  declare name: string;
  declare kind: 'desk' | 'back';
}
