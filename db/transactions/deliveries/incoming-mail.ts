import { Readable } from 'node:stream';
import type { Knex } from 'knex';
import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { systemActor } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import { takeFile } from '../../../web/uploads/take-file.js';
import { cleanFilename } from '../../../web/uploads/receive-file.js';
import { audit } from '../../audit.js';
import type { StoredDocument } from '../../document-store.js';
import { receiveDocument, type ReceivedDocument } from '../receive-document.js';

/** A message that came to the Comune's mailbox. */
interface Incoming {
  /** Null when it can't be read: it is kept all the same. */
  mail: Email | null;
  stored: StoredDocument;
  receivedAt: Date;
}

/** A PEC message travels whole inside its provider's envelope: who wrote and what is of the inner one. */
const innerOf = async (mail: Email): Promise<Email> => {
  const inner = mail.attachments.find(({ filename }) => filename?.toLowerCase() === 'postacert.eml');
  return inner ? PostalMime.parse(inner.content) : mail;
};

const bytesOf = ({ content }: Attachment): Buffer =>
  typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as ArrayBuffer);

/** Kept for the signature's sake, nothing that anybody wants to read. */
const isOfTheEnvelope = ({ filename }: Attachment): boolean =>
  /^(smime\.p7s|daticert\.xml|postacert\.eml)$/i.test(filename ?? '');

const wait = async (
  { clock }: Services,
  trx: Knex,
  file: ReceivedDocument,
  from: { sender: string | null; subject: string | null; receivedAt: Date },
): Promise<string> => {
  const at = clock.now();
  const documentId = await receiveDocument(trx, { ...file, actor: systemActor, at });
  await trx('scan')
    .insert({
      filename: file.filename,
      file_time: from.receivedAt,
      sha256: file.sha256,
      document_id: documentId,
      sender: from.sender,
      subject: from.subject,
      status: 'waiting',
      taken_at: at,
    })
    .onConflict(['filename', 'file_time', 'sha256'])
    .ignore();
  return documentId;
};

/**
 * Puts a message among the papers that wait to be registered: the message as it came, and each of its attachments that can be
 * opened here. The moment of its arrival stays with it: that is when it was presented (L. 241/1990 art. 18-bis).
 * @returns the message's document
 */
export const storeIncoming = async (
  services: Services,
  trx: Knex.Transaction,
  { mail, stored, receivedAt }: Incoming,
): Promise<string> => {
  const inner = mail && (await innerOf(mail));
  const sender = inner?.from?.address ?? null;
  const subject = inner?.subject?.slice(0, 300) ?? null;
  const from = { sender, subject, receivedAt };
  const name = cleanFilename((subject ?? '').slice(0, 80) || 'messaggio PEC');
  const documentId = await wait(
    services,
    trx,
    {
      ...stored,
      field: 'pec',
      filename: `${name}.eml`,
      mediaType: 'message/rfc822',
      antivirus: services.config.CLAMD_ADDRESS ? 'unchecked' : null,
    },
    from,
  );
  for (const attachment of inner?.attachments ?? []) {
    if (isOfTheEnvelope(attachment)) continue;
    const source = Readable.from([bytesOf(attachment)]);
    const received = await takeFile(services, { field: 'pec', filename: attachment.filename ?? '', source });
    if (received.ok) await wait(services, trx, received.file, from);
  }
  await audit(trx, {
    at: services.clock.now(),
    actor: systemActor,
    act: 'pec.ricevuta',
    details: { da: sender ?? '' },
  });
  return documentId;
};
