import { may, type Actor } from '../../core/actor.js';
import { NotFoundError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { Document } from '../../db/models/document.js';
import { draftOfFile } from '../../db/transactions/draft-work.js';
import { demandCase } from '../access.js';

/** What makes a document without a case readable, and whether it may be so for one with. */
interface Standing {
  registered: boolean;
  scanWaits: boolean;
  /** The case is restricted; null without a case. */
  restricted: boolean | null;
}

const standingOf = async ({ db }: Services, document: Document): Promise<Standing> => {
  const row = (await db('document')
    .leftJoin('case_file', 'case_file.id', 'document.case_id')
    .where('document.id', document.id)
    .first({
      restricted: 'case_file.restricted',
      registered: db.raw(`exists (select from registration where document_id = document.id
        or attachments @> jsonb_build_array(jsonb_build_object('documentId', document.id::text)))`),
      scanWaits: db.raw(`exists (select from scan where document_id = document.id and status = 'waiting')`),
    })) as Standing;
  return row;
};

/**
 * A document that the person needs to know: one of a case they know; one that they have just attached; a scan that waits, to
 * the desk and the register; a registered one, to the desk if it has no case, to the register if its case isn't restricted.
 * one attached to a request still being written, to who may continue it.
 * The content of a signed container and an older version are known to who knows the container and the newest.
 * @throws RestrictedError when its case is a restricted one, NotFoundError otherwise, as if it didn't exist
 */
export const demandDocument = async (services: Services, actor: Actor, id: string): Promise<Document> => {
  const found = await Document.query(services.db).findById(id);
  if (!found) throw new NotFoundError('Documento');
  if (found.twinOf) {
    const container = await demandDocument(services, actor, found.twinOf);
    return Object.assign(found, { caseId: container.caseId });
  }
  if (!found.caseId && found.uploadedBy === actor.id && actor.id !== null) return found;
  const standing = await standingOf(services, found);
  const atRegister = may(actor, 'registrar') && standing.registered && standing.restricted !== true;
  const withoutCase =
    !found.caseId && may(actor, 'operator', 'registrar') && (standing.registered || standing.scanWaits);
  if (atRegister || withoutCase) return found;
  if (found.caseId) {
    await demandCase(services, actor, found.caseId);
    return found;
  }
  if (!may(actor, 'operator')) throw new NotFoundError('Documento');
  await draftOfFile(services, actor, found.id);
  return found;
};
