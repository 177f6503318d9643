import type { Knex } from 'knex';
import { BusinessError } from '../../../core/errors.js';
import type { JsonObject } from '../../../core/json.js';
import type { Services } from '../../../core/services.js';
import { noticeNumber } from '../../../law/pagopa.js';
import { centsText } from '../../../law/payments.js';
import type { Municipality } from '../../../processes/catalogue/municipality.js';
import { noticeQr } from '../../../templates/notice-qr.js';
import { audit } from '../../audit.js';
import { nextNumber, yearInRome } from '../../counter.js';
import { CaseFile } from '../../models/case-file.js';
import { Document } from '../../models/document.js';
import { isNatural, Party } from '../../models/party.js';
import { PaymentNotice } from '../../models/payment-notice.js';
import type { Actor } from '../../../core/actor.js';

export interface IssueNotice {
  caseId: string;
  cents: number;
  /** What is paid for, at most 140 characters (SANP). */
  subject: string;
  /** `yyyy-mm-dd` */
  dueOn: string;
  residueOf?: string;
  effectKey: string;
  actor: Actor;
  at: Date;
}

/**
 * Makes a notice of payment: number and IUV from a locked counter row, the printed notice as a document of the case. The
 * same effect key again returns the notice made before.
 * @throws BusinessError `payment.not-configured` when comune.yaml doesn't say how the Comune is paid
 */
export const issueNotice = async (
  services: Pick<Services, 'catalogue' | 'letters' | 'documents'>,
  trx: Knex.Transaction,
  { caseId, cents, subject, dueOn, residueOf, effectKey, actor, at }: IssueNotice,
): Promise<PaymentNotice> => {
  const before = await PaymentNotice.query(trx).findOne({ effect_key: effectKey });
  if (before) return before;
  const { municipality } = services.catalogue;
  if (!municipality.payments) throw notConfigured();
  const file = await CaseFile.query(trx).findById(caseId).throwIfNotFound();
  const debtor = await Party.query(trx).findById(file.applicantId).throwIfNotFound();
  const year = yearInRome(at);
  const base = `${year}${String(await nextNumber(trx, 'iuv', year)).padStart(9, '0')}`;
  const number = noticeNumber(municipality.payments.segregationCode, base);
  const outline = {
    caseId,
    residueOf: residueOf ?? null,
    iuv: number.slice(1),
    noticeNumber: number,
    amountCents: cents,
    subject: subject.slice(0, 140),
    debtorName: debtor.displayName,
    debtorTaxCode: debtor.taxCode,
    debtorKind: isNatural(debtor.kind) ? ('F' as const) : ('G' as const),
    dueOn,
  };
  const document = await printed(services, trx, outline, { municipality, caseNumber: file.number, at });
  const notice = await PaymentNotice.query(trx)
    .insert({
      ...outline,
      status: 'open',
      documentId: document.id,
      issuedAt: at,
      issuedBy: actor.name,
      effectKey,
    })
    .returning('*');
  await audit(trx, {
    at,
    actor,
    act: residueOf ? 'avviso.residuo.emesso' : 'avviso.emesso',
    caseId,
    details: { avviso: number, importo: centsText(cents), scadenza: dueOn },
  });
  return notice;
};

type Outline = Pick<
  PaymentNotice,
  'caseId' | 'noticeNumber' | 'amountCents' | 'subject' | 'debtorName' | 'debtorTaxCode' | 'dueOn'
>;

interface Printing {
  municipality: Municipality;
  caseNumber: string;
  at: Date;
}

const printed = async (
  { letters, documents }: Pick<Services, 'letters' | 'documents'>,
  trx: Knex,
  outline: Outline,
  { municipality, caseNumber, at }: Printing,
): Promise<Document> => {
  const { name, taxCode, desk, address, postalCode, privacy } = municipality;
  const data: JsonObject = {
    title: `Avviso di pagamento ${outline.noticeNumber}`,
    municipality: { name, taxCode, address, postalCode },
    desk: { ...desk },
    privacy: { ...privacy },
    caseNumber,
    number: outline.noticeNumber.replace(/(\d{4})(?=\d)/g, '$1 '),
    amount: centsText(outline.amountCents),
    subject: outline.subject,
    debtor: { name: outline.debtorName, taxCode: outline.debtorTaxCode },
    dueOn: outline.dueOn,
    issuedOn: at.toISOString(),
    qr: noticeQr({ noticeNumber: outline.noticeNumber, taxCode, cents: outline.amountCents }),
  };
  const { pdf } = await letters.print({ document: 'payment-notice', data, at });
  const stored = await documents.put(pdf);
  return Document.query(trx)
    .insert({
      caseId: outline.caseId,
      direction: 'internal',
      title: `Avviso di pagamento: ${outline.subject}`,
      filename: `avviso-${outline.noticeNumber}.pdf`,
      mediaType: 'application/pdf',
      size: String(stored.size),
      sha256: stored.sha256,
      storageKey: stored.storageKey,
      createdAt: at,
    })
    .returning('*');
};

const notConfigured = (): BusinessError =>
  new BusinessError('payment.not-configured', {
    message: 'il Comune non ha ancora i dati di pagoPA: nessun avviso si può fare.',
    remedy: 'L’amministratore completa «payments» in comune.yaml; poi ritenta.',
  });
