import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import PostalMime, { type Email } from 'postal-mime';
import { systemActor } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import { receiptOf } from '../../../papers/pec/receipt.js';
import { notify } from '../../listen.js';
import { Delivery } from '../../models/delivery.js';
import { Document } from '../../models/document.js';
import { storeIncoming } from './incoming-mail.js';
import { noteReceipt } from './note-receipt.js';
import type { StoredDocument } from '../../document-store.js';
import { heldDelivery } from './settle.js';

export interface MailboxMessage {
  /** Where it was read; null when it came another way (a scenario). */
  mailbox: { address: string; uidValidity: string; uid: number } | null;
  source: Buffer;
  receivedAt: Date;
}

/** A message without an id is known by its content. */
const idOf = ({ messageId }: Email, source: Buffer): string =>
  messageId ?? `sha256 ${createHash('sha256').update(source).digest('hex')}`;

const rememberPosition = async (trx: Knex, { mailbox }: MailboxMessage): Promise<void> => {
  if (!mailbox) return;
  const { address, uidValidity, uid } = mailbox;
  await trx('mailbox')
    .insert({ address, uid_validity: uidValidity, last_uid: uid })
    .onConflict('address')
    .merge();
};

/**
 * Takes in one message of the PEC mailbox, once: a receipt about a letter of ours moves its delivery on and is kept as the
 * proof; anything else becomes an incoming document that waits to be registered. Message, effect and how far the mailbox was
 * read are one transaction.
 */
export const takeMessage = async (services: Services, message: MailboxMessage): Promise<void> => {
  const mail = await PostalMime.parse(message.source, { maxNestingDepth: 20 }).catch(() => null);
  const receipt = mail && receiptOf(mail);
  const id = mail ? idOf(mail, message.source) : idOf({} as Email, message.source);
  const at = services.clock.now();
  const stored = await services.documents.put(message.source);
  await services.db.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [`mail ${id}`]);
    await rememberPosition(trx, message);
    if (await trx('mailbox_message').where({ message_id: id }).first('message_id')) return;
    const about =
      receipt && (await Delivery.query(trx).findOne({ message_id: receipt.about, channel: 'pec' }));
    if (!receipt || !about) {
      const documentId = await storeIncoming(services, trx, { mail, stored, receivedAt: message.receivedAt });
      await trx('mailbox_message').insert({
        message_id: id,
        kind: 'incoming',
        taken_at: at,
        document_id: documentId,
      });
      return notify(trx, 'projection');
    }
    const held = await heldDelivery(trx, about.id);
    const documentId = await storeReceipt(trx, held.letter.caseId, receipt.kind, stored, at);
    await trx('mailbox_message').insert({
      message_id: id,
      kind: receipt.kind,
      taken_at: at,
      document_id: documentId,
      delivery_id: about.id,
    });
    await noteReceipt(services, trx, held, receipt, { documentId, receivedAt: message.receivedAt });
  });
};

/** The receipt itself, as it came: the proof (CAD art. 48). */
const storeReceipt = async (
  trx: Knex,
  caseId: string,
  kind: string,
  stored: StoredDocument,
  at: Date,
): Promise<string> => {
  const { id } = await Document.query(trx)
    .insert({
      ...stored,
      size: String(stored.size),
      caseId,
      direction: 'internal',
      title: `Ricevuta PEC di ${kind.replaceAll('-', ' ')}`,
      filename: `${kind}.eml`,
      mediaType: 'message/rfc822',
      uploadedBy: systemActor.id,
      createdAt: at,
    })
    .returning('id');
  return id;
};
