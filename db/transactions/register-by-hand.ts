import type { Knex } from 'knex';
import { demand, may, type Actor } from '../../core/actor.js';
import { ConflictError, ForbiddenError, InputError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { audit } from '../audit.js';
import { notify } from '../listen.js';
import { Document } from '../models/document.js';
import { Registration } from '../models/registration.js';
import { duplicateOf } from './duplicate-registration.js';
import { registerDocument } from './register-document.js';

export interface RegisterByHand {
  direction: 'incoming' | 'outgoing';
  /** Sender of what comes in, addressee of what goes out. */
  correspondent: string;
  object: string;
  senderDate: string | null;
  senderNumber: string | null;
  /** When it reached the Comune, if earlier than now: a paper of yesterday, a PEC of Saturday night. */
  presentedAt: Date | null;
  classification: string | null;
  /** A case that it belongs to; the caller has checked that the person may know it. */
  caseId: string | null;
  documentId: string;
  attachmentIds: string[];
  /** Made with the page: a double click finds the registration made before. */
  submissionToken: string;
  /** The person was shown the earlier registration of the same document and wants another one. */
  duplicateAccepted: boolean;
}

/** The same person has presented the same thing before: a person decides, nothing is dropped (domain.md, edge case 20). */
export class DuplicateError extends ConflictError {
  constructor(readonly earlier: Registration) {
    super('register.duplicate', {
      message: `Lo stesso documento, dello stesso mittente e con lo stesso oggetto, è già al protocollo n. ${earlier.protocol}.`,
      remedy: 'Se è una nuova presentazione registrala: resterà collegata alla prima. Se no, annulla.',
    });
  }
}

/** Takes the documents for this registration. @throws InputError when one is gone or has a registration already */
const takeDocuments = async (trx: Knex, ids: string[]): Promise<Document[]> => {
  const documents = await Document.query(trx).whereIn('id', ids).orderBy('id').forUpdate();
  const known = (await trx('registration')
    .whereIn('document_id', ids)
    .modify((query) => {
      for (const id of ids)
        query.orWhereRaw('attachments @> ?::jsonb', [JSON.stringify([{ documentId: id }])]);
    })
    .limit(1)
    .pluck('id')) as string[];
  if (documents.length !== ids.length || known.length > 0) {
    throw new InputError({ document: 'Questo documento è già registrato o non c’è più: allegalo di nuovo.' });
  }
  return ids.map((id) => documents.find((one) => one.id === id) as Document);
};

/**
 * Registers a document that somebody brought or that goes out, outside any procedure (DPR 445/2000 artt. 53, 55): number,
 * date, correspondent, object, hash and attachments in one operation, once for each submission token.
 * @throws DuplicateError unless the person has already said that it is another one
 * @throws InputError `document` when the file belongs to a registration already
 */
export const registerByHand = (
  services: Services,
  actor: Actor,
  input: RegisterByHand,
): Promise<Registration> => {
  demand(actor, 'operator', 'registrar');
  if (input.direction === 'outgoing' && !may(actor, 'registrar'))
    throw new ForbiddenError('I documenti in uscita li registra il protocollo.');
  return services.db.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [`register ${input.submissionToken}`]);
    const before = await Registration.query(trx).findOne({ submission_token: input.submissionToken });
    if (before) return before;

    const at = services.clock.now();
    const ids = [input.documentId, ...input.attachmentIds];
    const [main, ...attachments] = await takeDocuments(trx, ids);
    if (!main) throw new InputError({ document: 'Allega il documento da registrare.' });
    // Two desks with the same paper at once: the second waits, and is asked
    await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [`content ${main.sha256}`]);
    const earlier = await duplicateOf(trx, { ...input, sha256: main.sha256 });
    if (earlier && !input.duplicateAccepted) throw new DuplicateError(earlier);

    await Document.query(trx)
      .whereIn('id', ids)
      .patch({ caseId: input.caseId, direction: input.direction, classification: input.classification });
    await trx('scan')
      .whereIn('document_id', ids)
      .update({ status: 'registered', done_at: at, done_by: actor.id });
    const registration = await registerDocument(trx, {
      documentId: main.id,
      sha256: main.sha256,
      direction: input.direction,
      object: input.object,
      correspondents: [
        { name: input.correspondent, role: input.direction === 'incoming' ? 'mittente' : 'destinatario' },
      ],
      attachments: attachments.map(({ id, title, sha256 }) => ({ documentId: id, title, sha256 })),
      caseId: input.caseId,
      presentedAt: input.presentedAt ?? at,
      at,
      registeredBy: actor.name,
      further: {
        senderDate: input.senderDate,
        senderNumber: input.senderNumber,
        submissionToken: input.submissionToken,
        duplicateOf: earlier?.id ?? null,
      },
    });
    await audit(trx, {
      at,
      actor,
      act: 'documento.protocollato',
      caseId: input.caseId,
      details: {
        protocollo: registration.protocol,
        ...(earlier ? { giàRegistratoCome: earlier.protocol } : {}),
      },
    });
    if (input.caseId) await notify(trx, 'projection', input.caseId);
    return registration;
  });
};
