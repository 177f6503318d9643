import type { JsonObject } from '../../core/json.js';
import { BaseModel } from './base.js';

/** A case (pratica): one request of one or more parties, running one procedure. */
export class CaseFile extends BaseModel {
  static override tableName = 'case_file';
  declare id: string;
  declare number: string;
  declare procedureId: string;
  declare procedureVersionId: string;
  declare status: 'open' | 'closed';
  declare outcome: string | null;
  declare applicantId: string;
  declare application: JsonObject;
  declare subject: string;
  declare officeId: string;
  declare responsibleId: string | null;
  declare restricted: boolean;
  declare presentedAt: Date;
  declare openedAt: Date;
  declare openedBy: string | null;
  declare dueDate: string | null;
  /** Day on which a suspended term goes on, `infinity` while nobody knows; null or past: it runs. */
  declare termStoppedUntil: string | null;
  /** Why the case stands still while a person decides what becomes of it, and since when. */
  declare frozenFor: string | null;
  declare frozenSince: Date | null;
  declare closedAt: Date | null;
  declare submissionToken: string;
  declare trackingCode: string;

  static override get jsonAttributes() {
    return ['application'];
  }
}
