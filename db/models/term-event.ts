import type { TermEventKind } from '../../law/term/ledger.js';
import { BaseModel } from './base.js';

/** One line of the ledger of a case's term; the table refuses changes. */
export class TermEventRow extends BaseModel {
  static override tableName = 'term_event';
  declare id: string;
  declare caseId: string;
  declare kind: TermEventKind;
  declare onDate: string;
  declare cause: string | null;
  declare days: number | null;
  declare goesOn: boolean;
  declare article: string | null;
  declare documentId: string | null;
  declare effectKey: string;
  declare recordedAt: Date;
  declare recordedBy: string;
}
