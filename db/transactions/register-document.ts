import type { Knex } from 'knex';
import { nextNumber, protocolNumber, yearInRome } from '../counter.js';
import { Registration, type Correspondent, type RegisteredAttachment } from '../models/registration.js';

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
  year: number;
  number: number;
  /** `0000123/2026` */
  text: string;
}

/** Takes the next protocol number; the register stays locked until the transaction ends, so that no gap can appear. */
export const takeNumber = async (trx: Knex.Transaction, at: Date): Promise<TakenNumber> => {
  const year = yearInRome(at);
  const number = await nextNumber(trx, 'protocollo', year);
  return { year, number, text: protocolNumber(year, number) };
};

/**
 * Writes one immutable entry of the register (DPR 445/2000 art. 53): number, date, correspondents, object, hash.
 * A document that is registered already keeps its registration: the table refuses a second one.
 */
export const registerDocument = async (
  trx: Knex.Transaction,
  input: RegisterDocument,
  taken?: TakenNumber,
): Promise<Registration> => {
  const { year, number } = taken ?? (await takeNumber(trx, input.at));
  return Registration.query(trx)
    .insert({
      register: 'protocollo',
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
      ...input.further,
    })
    .returning('*');
};

/** `0000123/2026` of a registration. */
export const numberOf = ({ year, number }: Pick<Registration, 'year' | 'number'>): string =>
  protocolNumber(year, number);
