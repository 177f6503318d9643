import { randomUUID } from 'node:crypto';
import type { Actor } from '../../core/actor.js';
import type { PaymentMatter } from '../../db/models/payment-matter.js';
import { receiveReceipt, type Receipt } from '../../db/transactions/payments/receive-receipt.js';
import { testOffice, type Office } from './workers-office.js';

/** The office without an engine, and what the tests of payments ask of it. */
export interface PaymentOffice {
  office: Office;
  dario: Actor;
  /** A case with a notice, made by the step of the diagram. */
  owes(cents: number): Promise<{ caseId: string; iuv: string; noticeId: string }>;
  pays(iuv: string, cents: number, receiptId?: string): Promise<boolean>;
  matters(noticeId: string): Promise<PaymentMatter[]>;
  /** Messages for the diagram that wait in the outbox. */
  messages(caseId: string): Promise<{ correlationKey: string; variables: Record<string, unknown> }[]>;
  status(noticeId: string): Promise<string>;
}

export const receiptOf = (iuv: string, cents: number, receiptId: string = randomUUID()): Receipt => ({
  iuv,
  receiptId,
  cents,
  payerName: 'Un’altra persona',
  payerTaxCode: null,
  provider: 'Banca',
  paidAt: new Date('2026-05-04T10:00:00Z'),
  simulated: true,
});

export const paymentOffice = async (settings: Record<string, string> = {}): Promise<PaymentOffice> => {
  const office = await testOffice(settings);
  const { services } = office;
  return {
    office,
    dario: { id: null, name: 'Dario', roles: ['responsible'], officeId: 'ambiente' },
    async owes(cents) {
      const caseId = await office.opens('abbattimento-alberi');
      const told = await office.does(
        office.job('pagopa.emetti', caseId, { importo: cents, causale: 'Diritti' }),
      );
      if (told?.told !== 'completed') throw new Error(JSON.stringify(told));
      const { iuv, avvisoId } = told.variables as { iuv: string; avvisoId: string };
      return { caseId, iuv, noticeId: avvisoId };
    },
    pays: (iuv, cents, receiptId) => receiveReceipt(services, receiptOf(iuv, cents, receiptId)),
    matters: async (noticeId) =>
      (await services
        .db('payment_matter')
        .where({ notice_id: noticeId })
        .orderBy(['opened_at', 'kind'])
        .select({
          id: 'id',
          kind: 'kind',
          amountCents: 'amount_cents',
          resolution: 'resolution',
        })) as PaymentMatter[],
    async messages(caseId) {
      const rows = (await services
        .db('engine_command')
        .where({ case_id: caseId, kind: 'publish-message' })
        .whereRaw(`payload->>'name' = 'pagamento.ricevuto'`)
        .pluck('payload')) as { correlationKey: string; variables: Record<string, unknown> }[];
      return rows;
    },
    async status(noticeId) {
      const row = (await services.db('payment_notice').where({ id: noticeId }).first('status')) as {
        status: string;
      };
      return row.status;
    },
  };
};
