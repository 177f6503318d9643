import type { Knex } from 'knex';
import { nextNumber, protocolNumber, yearInRome } from '../counter.js';
import { Registration, type Correspondent, type RegisteredAttachment } from '../models/registration.js';
import { lastGiven } from './emergency-register.js';
import { RegisterOutage } from '../models/register-outage.js';

export interface RegisterDocument {
  documentId: string;
  sha256: string;
  direction: 'incoming' | 'outgoing';
  object: string;
  correspondents: Correspondent[];
  attachments?: RegisteredAttachment[];
  caseId: string | null;
  /** When the person presented it; may precede the registration (CAD art. 65, edge case: PEC on a Saturday night). */
  presentedAt: Date;
  at: Date;
  registeredBy: string;
  /** What only some registrations have: the sender's own date and number, the emergency number before it. */
  further?: Partial<
    Pick<
      Registration,
      | 'senderDate'
      | 'senderNumber'
      | 'duplicateOf'
      | 'submissionToken'
      | 'outageId'
      | 'emergencyNumber'
      | 'emergencyAt'
    >
  >;
}

/** A number taken from the register but not yet written: the document that prints it comes in between. */
export interface TakenNumber {
  register: Registration['register'];
  year: number;
  number: number;
  /** `0000123/2026`, or `E12` while the emergency register is open. */
  text: string;
  /** The outage during which an emergency number was taken. */
  outageId: string | null;
}

/** Takes the next ordinary number; the register stays locked until the transaction ends, so that no gap can appear. */
export const takeOrdinaryNumber = async (trx: Knex.Transaction, at: Date): Promise<TakenNumber> => {
  const year = yearInRome(at);
  const number = await nextNumber(trx, 'protocollo', year);
  return { register: 'protocollo', year, number, text: protocolNumber(year, number), outageId: null };
};

/** The next number of the emergency register, whose row stays locked until the transaction ends; none when it is closed. */
const takeEmergencyNumber = async (trx: Knex.Transaction, at: Date): Promise<TakenNumber | undefined> => {
  const outage = await RegisterOutage.query(trx).whereNull('closed_at').forUpdate().first();
  if (!outage) return undefined;
  const number = (await lastGiven(trx, outage)) + 1;
  return { register: 'emergenza', year: yearInRome(at), number, text: `E${number}`, outageId: outage.id };
};

/** Takes the next number: of the emergency register while it is open (DPR 445/2000 art. 63), else of the ordinary one. */
export const takeNumber = async (trx: Knex.Transaction, at: Date): Promise<TakenNumber> =>
  (await takeEmergencyNumber(trx, at)) ?? (await takeOrdinaryNumber(trx, at));

/**
 * Writes one immutable entry of the register (DPR 445/2000 art. 53): number, date, correspondents, object, hash.
 * A document that is registered already keeps its registration: the table refuses a second one.
 */
export const registerDocument = async (
  trx: Knex.Transaction,
  input: RegisterDocument,
  taken?: TakenNumber,
): Promise<Registration> => {
  const { register, year, number, outageId } = taken ?? (await takeNumber(trx, input.at));
  return Registration.query(trx)
    .insert({
      register,
      year,
      number,
      registeredAt: input.at,
      presentedAt: input.presentedAt,
      direction: input.direction,
      object: input.object,
      correspondents: input.correspondents,
      documentId: input.documentId,
      sha256: input.sha256,
      attachments: input.attachments ?? [],
      caseId: input.caseId,
      registeredBy: input.registeredBy,
      ...(outageId ? { outageId, emergencyNumber: number, emergencyAt: input.at } : {}),
      ...input.further,
    })
    .returning('*');
};

/** A number as a letter prints it: an emergency number says which register it is of. */
export const printedNumber = (protocol: string): string =>
  protocol.startsWith('E') ? `${protocol} del registro di emergenza` : protocol;
