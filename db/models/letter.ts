import type { JsonObject } from '../../core/json.js';
import { BaseModel } from './base.js';

/** An outgoing document made from a template, with everything the template read. */
export class Letter extends BaseModel {
  static override tableName = 'letter';
  declare id: string;
  declare caseId: string;
  declare code: string;
  declare subject: string;
  declare data: JsonObject;
  declare ownPart: string;
  declare templateVersion: string;
  /** Programs and fonts that set it. */
  declare typesetter: string;
  /** Where its data come from: templates/origins. */
  declare origins: JsonObject;
  /** The moment that its last PDF carries. */
  declare composedAt: Date | null;
  declare status: 'draft' | 'registered' | 'sent' | 'handed-over';
  declare addresseeId: string | null;
  declare addresseeBodyId: string | null;
  declare draftDocumentId: string | null;
  declare documentId: string | null;
  declare registrationId: string | null;
  declare effectKey: string;
  declare createdAt: Date;
  declare registeredAt: Date | null;

  static override get jsonAttributes() {
    return ['data', 'origins'];
  }
}
