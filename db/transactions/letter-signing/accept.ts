import type { Actor } from '../../../core/actor.js';
import { ConflictError, InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { dateInRome } from '../../../law/calendar.js';
import { openContainer } from '../../../papers/signatures/cades.js';
import { inspectPdf } from '../../../papers/signatures/pades.js';
import { signedOf, type Mismatch } from '../../../papers/signing/same-content.js';
import { audit } from '../../audit.js';
import type { StoredDocument } from '../../document-store.js';
import { Document } from '../../models/document.js';
import { LetterSignature } from '../../models/letter-copy.js';
import { lockDraft } from './prepare.js';
import { newestCopy } from './signed-copy.js';

export interface SignedFile extends StoredDocument {
  filename: string;
  mediaType: string;
}

/** Why a file is refused, in the words of the page. */
const reasons: Record<Mismatch, string> = {
  unsigned: 'Il file non è firmato: firmalo con il tuo programma di firma e caricalo di nuovo.',
  'not-a-signature': 'Serve un PDF firmato (PAdES) o un file .p7m (CAdES).',
  'other-content': 'Il contenuto firmato non è la copia preparata qui: scaricala, firma quella e caricala.',
  'changed-after':
    'Dopo la firma al file è stato aggiunto altro: carica il file come esce dal programma di firma.',
  altered:
    'La firma non corrisponde al contenuto: il file è stato cambiato dopo la firma. Firma di nuovo la copia.',
  'wrong-key':
    'La firma non è stata fatta con la chiave del certificato che contiene: firma di nuovo la copia.',
  unreadable:
    'La firma non si legge: il file è rovinato o in un formato sconosciuto. Firma di nuovo la copia.',
};

/**
 * Takes the signed file of a letter: exactly the newest copy, of today, and signed; nothing else.
 * @throws InputError on `file` with the reason, ConflictError `letter.registered`, `letter.signed`, `letter.stale`
 */
export const acceptSignature = async (
  services: Services,
  actor: Actor,
  { letterId, file, method }: { letterId: string; file: SignedFile; method: LetterSignature['method'] },
): Promise<LetterSignature> =>
  services.db.transaction(async (trx) => {
    const letter = await lockDraft(trx, letterId);
    const at = services.clock.now();
    const copy = await newestCopy(trx, letterId);
    if (!copy || dateInRome(copy.preparedAt) !== dateInRome(at)) throw stale();
    if (await LetterSignature.query(trx).findById(copy.id)) throw signedAlready();
    const original = await Document.query(trx).findById(copy.documentId).throwIfNotFound();
    const [before, bytes] = await Promise.all([
      services.documents.read(original.storageKey),
      services.documents.read(file.storageKey),
    ]);
    const verdict = await signedOf(before, bytes, file.mediaType);
    if (!verdict.ok) throw new InputError({ file: reasons[verdict.why] });
    const isPdf = file.mediaType === 'application/pdf';
    const signatures = isPdf ? await inspectPdf(bytes) : (await openContainer(bytes)).report;
    const document = await Document.query(trx)
      .insert({
        caseId: letter.caseId,
        direction: 'internal',
        title: letter.subject,
        filename: isPdf ? original.filename : `${original.filename}.p7m`,
        mediaType: file.mediaType,
        size: String(file.size),
        sha256: file.sha256,
        storageKey: file.storageKey,
        uploadedBy: actor.id,
        createdAt: at,
        signatures,
      })
      .returning('*');
    if (!isPdf) await Document.query(trx).patch({ twinOf: document.id }).where({ id: original.id });
    const [first] = verdict.signatures;
    const signature = await LetterSignature.query(trx)
      .insert({
        copyId: copy.id,
        method,
        documentId: document.id,
        signer: first?.signer ?? '',
        signerCode: first?.signerCode ?? null,
        acceptedAt: at,
        acceptedBy: actor.id,
      })
      .returning('*');
    const details = { lettera: letter.code, firma: first?.signer ?? '', impronta: document.sha256 };
    await audit(trx, { at, actor, act: 'lettera.firmata', caseId: letter.caseId, details });
    return signature;
  });

const stale = (): ConflictError =>
  new ConflictError('letter.stale', {
    message:
      'La copia da firmare non è di oggi: la data che porta e i termini che ne decorrono non valgono più.',
    remedy: 'Prepara una copia nuova e firma quella.',
  });

const signedAlready = (): ConflictError =>
  new ConflictError('letter.signed', {
    message: 'La copia è già firmata.',
    remedy: 'Se va cambiata, prepara una copia nuova e firma quella.',
  });
