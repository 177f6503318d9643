import { randomUUID } from 'node:crypto';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { Knex } from 'knex';
import type { Actor, Role } from '../../core/actor.js';
import type { Services } from '../../core/services.js';
import { Document } from '../../db/models/document.js';
import type { Registration } from '../../db/models/registration.js';
import { registerDocument } from '../../db/transactions/register-document.js';

/** A one-page PDF that says something. */
export const pdfOf = async (text: string): Promise<Buffer> => {
  const document = await PDFDocument.create();
  document.setCreationDate(new Date(0));
  document.setModificationDate(new Date(0));
  document.addPage([300, 400]).drawText(text, { x: 30, y: 350, size: 14 });
  return Buffer.from(await document.save({ useObjectStreams: false }));
};

/** Somebody of the demonstration, as transactions know them. */
export const actorNamed = async (db: Knex, username: string): Promise<Actor & { id: string }> => {
  const row = (await db('account').where({ username }).first()) as {
    id: string;
    display_name: string;
    roles: Role[];
    office_id: string | null;
  };
  return { id: row.id, name: row.display_name, roles: row.roles, officeId: row.office_id };
};

/** Registers a fresh document at a moment. */
export const registered = (
  services: Services,
  { at, object = 'Prova', content = randomUUID(), caseId = null }: PlantedRegistration,
): Promise<Registration> =>
  services.db.transaction(async (trx) => {
    const stored = await services.documents.put(Buffer.from(content));
    const document = await Document.query(trx)
      .insert({
        caseId,
        direction: 'incoming',
        title: object,
        filename: 'prova.json',
        mediaType: 'application/json',
        size: String(stored.size),
        sha256: stored.sha256,
        storageKey: stored.storageKey,
        createdAt: at,
      })
      .returning('*');
    return registerDocument(trx, {
      documentId: document.id,
      sha256: document.sha256,
      direction: 'incoming',
      object,
      correspondents: [{ name: 'Rossi Maria', role: 'mittente' }],
      caseId,
      presentedAt: at,
      at,
      registeredBy: 'prova',
    });
  });

export interface PlantedRegistration {
  at: Date;
  object?: string;
  content?: string;
  caseId?: string | null;
}
