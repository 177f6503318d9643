import type { Email } from 'postal-mime';
import { readCertificate } from './certificate.js';

/** Kinds of PEC receipts by their header `X-Ricevuta` (DPR 68/2005 artt. 6, 8; DM 2 November 2005, annex). */
export const receiptKinds = [
  'accettazione',
  'non-accettazione',
  'presa-in-carico',
  'avvenuta-consegna',
  'preavviso-errore-consegna',
  'errore-consegna',
  'rilevazione-virus',
] as const;
export type ReceiptKind = (typeof receiptKinds)[number];

/** What a PEC provider certifies about one of our messages. */
export interface Receipt {
  kind: ReceiptKind;
  /** Message-ID of ours, with its angle brackets. */
  about: string;
  /** The moment that the provider certifies; null when its certificate is missing or unreadable. */
  at: Date | null;
  /** Whose mailbox the receipt is about, in small letters; empty when it doesn't say. */
  recipients: string[];
  /** An addressee without PEC: no receipt of delivery will ever come. */
  isOrdinary: boolean;
  /** The provider's words about an error. */
  error: string | null;
}

const isKind = (text: string): text is ReceiptKind => receiptKinds.some((kind) => kind === text);

export const headerOf = ({ headers }: Email, name: string): string =>
  headers.find(({ key }) => key === name)?.value.trim() ?? '';

/**
 * Reads a message as a PEC receipt: headers say what it is and of which message, `daticert.xml` certifies when and for whom.
 * @returns null for anything else
 */
export const receiptOf = (mail: Email): Receipt | null => {
  const kind = headerOf(mail, 'x-ricevuta').toLowerCase();
  const about = headerOf(mail, 'x-riferimento-message-id');
  if (!isKind(kind) || !about) return null;
  const file = mail.attachments.find(({ filename }) => filename?.toLowerCase() === 'daticert.xml');
  const certificate = file ? readCertificate(textOf(file.content)) : null;
  return {
    kind,
    about: about.startsWith('<') ? about : `<${about}>`,
    at: certificate?.at ?? null,
    recipients: certificate?.recipients ?? [],
    isOrdinary: certificate?.isOrdinary ?? false,
    error: certificate?.error ?? null,
  };
};

const textOf = (content: ArrayBuffer | Uint8Array | string): string =>
  typeof content === 'string' ? content : new TextDecoder().decode(content);
