import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConflictError } from '../../core/errors.js';
import { payRefund } from '../../db/transactions/payments/pay-refund.js';
import { receiveReceipt } from '../../db/transactions/payments/receive-receipt.js';
import { settleMatter } from '../../db/transactions/payments/settle-matter.js';
import { checkNoticeNumber } from '../../law/pagopa.js';
import { paySimulated } from '../../workers/ports/pagopa/simulated.js';
import { exchangeWithPagopa } from '../../workers/tell-pagopa.js';
import { paymentOffice, receiptOf, type PaymentOffice } from './payments-office.js';

let pay: PaymentOffice;
beforeAll(async () => {
  pay = await paymentOffice();
});
afterAll(() => pay.office.close());

const settles = (matterId: string, resolution: 'refund' | 'accept' | 'residue' | 'waive' | 'elsewhere') =>
  settleMatter(pay.office.services, pay.dario, { matterId, resolution, reason: 'Prova', payee: 'Ada Bo' });

describe('the notice', () => {
  test('has pagoPA’s number, is known to the platform, printed, and the same however often the step is tried', async () => {
    const { services } = pay.office;
    const caseId = await pay.office.opens('abbattimento-alberi');
    const job = pay.office.job('pagopa.emetti', caseId, { importo: 1600, causale: 'Diritti', giorni: 10 });
    const first = await pay.office.does(job);
    const again = await pay.office.does(job);
    expect(again).toEqual(first);
    expect(await pay.office.count('payment_notice', { case_id: caseId })).toBe(1);
    const notice = (await services.db('payment_notice').where({ case_id: caseId }).first()) as {
      notice_number: string;
      iuv: string;
      published_at: Date | null;
      document_id: string;
    };
    expect(checkNoticeNumber(notice.notice_number)).toEqual({
      ok: true,
      number: notice.notice_number,
      iuv: notice.iuv,
    });
    expect(notice.published_at).not.toBeNull();
    const document = (await services.db('document').where({ id: notice.document_id }).first()) as {
      storage_key: string;
    };
    const pdf = await services.documents.read(document.storage_key);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('takes its amount from the sheet’s fee, and says which there are when it has none', async () => {
    const caseId = await pay.office.opens('abbattimento-alberi');
    const fee = { voce: 'Bollo sull’istanza e sull’atto', causale: 'Bollo' };
    expect(await pay.office.does(pay.office.job('pagopa.emetti', caseId, fee))).toMatchObject({
      variables: { importo: 3200, importoEuro: 32 },
    });
    const wrong = await pay.office.does(
      pay.office.job('pagopa.emetti', caseId, { voce: 'Altro', causale: 'Altro' }),
    );
    expect(JSON.stringify(wrong)).toContain('Bollo sull’istanza e sull’atto');
  });
});

describe('money that fits', () => {
  test('is told to the diagram once, with the same receipt twice and at the same time', async () => {
    const { iuv, noticeId, caseId } = await pay.owes(1600);
    const receipt = receiptOf(iuv, 1600);
    const taken = await Promise.all([1, 2, 3].map(() => receiveReceipt(pay.office.services, receipt)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await pay.messages(caseId)).toMatchObject([
      { correlationKey: iuv, variables: { pagamentoEsito: 'pagato', pagamentoImporto: 1600 } },
    ]);
    expect(await pay.status(noticeId)).toBe('paid');
    expect(await pay.matters(noticeId)).toEqual([]);
  });
});

describe('money that does not fit', () => {
  test('twice: the second goes to a person, who has it refunded, once', async () => {
    const { iuv, noticeId, caseId } = await pay.owes(1600);
    await pay.pays(iuv, 1600);
    await pay.pays(iuv, 1600);
    const [matter] = await pay.matters(noticeId);
    expect(matter).toMatchObject({ kind: 'double', amountCents: 1600 });
    await settles(matter?.id ?? '', 'refund');
    await expect(settles(matter?.id ?? '', 'refund')).rejects.toThrow(ConflictError);
    const refund = (await pay.office.services
      .db('payment_refund')
      .where({ matter_id: matter?.id })
      .first()) as {
      id: string;
      amount_cents: number;
    };
    expect(refund.amount_cents).toBe(1600);
    const order = { refundId: refund.id, mandate: '12/2026', caseId };
    await payRefund(pay.office.services, pay.dario, order);
    await expect(payRefund(pay.office.services, pay.dario, order)).rejects.toThrow(ConflictError);
    expect(await pay.messages(caseId)).toHaveLength(1);
  });

  test('too little: a residue asks for the rest, and its payment extinguishes the first debt', async () => {
    const { iuv, noticeId, caseId } = await pay.owes(1600);
    await pay.pays(iuv, 1000);
    const [matter] = await pay.matters(noticeId);
    expect(matter).toMatchObject({ kind: 'short', amountCents: 600 });
    await settles(matter?.id ?? '', 'residue');
    const residue = (await pay.office.services
      .db('payment_notice')
      .where({ residue_of: noticeId })
      .first()) as {
      id: string;
      iuv: string;
      amount_cents: number;
    };
    expect(residue.amount_cents).toBe(600);
    expect(await pay.messages(caseId)).toEqual([]);
    await pay.pays(residue.iuv, 600);
    expect(await pay.messages(caseId)).toMatchObject([{ correlationKey: iuv }]);
    expect([await pay.status(noticeId), await pay.status(residue.id)]).toEqual(['paid', 'paid']);
  });

  test('too little, and the rest on the old notice: the residue is taken back, a payment on it goes to a person', async () => {
    const { iuv, noticeId } = await pay.owes(1600);
    await pay.pays(iuv, 1000);
    await settles((await pay.matters(noticeId))[0]?.id ?? '', 'residue');
    await pay.pays(iuv, 600);
    const { db } = pay.office.services;
    const residue = (await db('payment_notice').where({ residue_of: noticeId }).first()) as {
      id: string;
      iuv: string;
    };
    expect(await pay.status(residue.id)).toBe('cancelled');
    await exchangeWithPagopa(pay.office.services);
    await pay.pays(residue.iuv, 600);
    expect(await pay.matters(residue.id)).toMatchObject([{ kind: 'double', amountCents: 600 }]);
  });

  test('after the case gave up waiting: nothing is lost, accepted it is told to the diagram', async () => {
    const { iuv, noticeId, caseId } = await pay.owes(1600);
    const expire = pay.office.job('pagopa.annulla', caseId, { iuv, motivo: 'scaduto' });
    expect(await pay.office.does(expire)).toMatchObject({ variables: { pagamentoEsito: 'scaduto' } });
    await pay.pays(iuv, 2000);
    const [late, surplus] = await pay.matters(noticeId);
    expect([late, surplus]).toMatchObject([
      { kind: 'late', amountCents: 1600 },
      { kind: 'surplus', amountCents: 400 },
    ]);
    await settles(late?.id ?? '', 'accept');
    expect(await pay.status(noticeId)).toBe('paid');
    expect(await pay.messages(caseId)).toHaveLength(1);
  });

  test('paid in the very moment in which the wait ends: the step says that it is paid', async () => {
    const { iuv, caseId } = await pay.owes(1600);
    await pay.pays(iuv, 1600);
    const expire = pay.office.job('pagopa.annulla', caseId, { iuv, motivo: 'scaduto' });
    expect(await pay.office.does(expire)).toMatchObject({ variables: { pagamentoEsito: 'pagato' } });
  });

  test('paid for a case that is undone: a person gives it back', async () => {
    const { iuv, noticeId, caseId } = await pay.owes(1600);
    await pay.pays(iuv, 1600);
    await pay.office.does(pay.office.job('pagopa.annulla', caseId, {}));
    expect(await pay.matters(noticeId)).toMatchObject([{ kind: 'undone', amountCents: 1600 }]);
  });

  test('for a case that has ended some other way: the notice is taken back, what comes later goes to a person', async () => {
    const { iuv, noticeId, caseId } = await pay.owes(1600);
    const { services } = pay.office;
    await services.db('case_file').where({ id: caseId }).update({ status: 'closed' });
    await exchangeWithPagopa(services);
    expect(await pay.status(noticeId)).toBe('cancelled');
    await pay.pays(iuv, 1600);
    expect(await pay.matters(noticeId)).toMatchObject([{ kind: 'after-cancel', amountCents: 1600 }]);
  });

  test('under an IUV that nobody gave out: kept for a person, once', async () => {
    const unknown = receiptOf('01209900000000199', 500);
    expect(await receiveReceipt(pay.office.services, unknown)).toBe(true);
    expect(await receiveReceipt(pay.office.services, unknown)).toBe(false);
    expect(await pay.office.count('payment_matter', { kind: 'unknown' })).toBe(1);
  });
});

test('the simulated platform: somebody else pays, twice, and all of it is fetched', async () => {
  const { iuv, noticeId } = await pay.owes(1600);
  const { db, clock } = pay.office.services;
  const payment = { iuv, cents: 1600, payer: { name: 'Zia Pina', taxCode: null }, at: clock.now() };
  for (const receiptId of ['RT-1', 'RT-2', 'RT-2']) await paySimulated(db, { ...payment, receiptId });
  await exchangeWithPagopa(pay.office.services);
  await exchangeWithPagopa(pay.office.services);
  expect(await pay.office.count('payment_receipt', { notice_id: noticeId })).toBe(2);
  expect(await pay.matters(noticeId)).toMatchObject([{ kind: 'double' }]);
});

type Event =
  | { does: 'pay'; receipt: number; on: number }
  | { does: 'settle'; pick: number; first: boolean }
  | { does: 'expire' | 'cancel' };

const amounts = [1600, 1000, 600, 300, 2500];
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ does: fc.constant('pay' as const), receipt: fc.nat(7), on: fc.nat(2) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('settle' as const), pick: fc.nat(5), first: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('expire' as const, 'cancel' as const) }) },
);

/** What the data bank holds of a debt, summed. */
const sums = async (noticeId: string) => {
  const { db } = pay.office.services;
  const ids = (await db('payment_notice')
    .where({ id: noticeId })
    .orWhere({ residue_of: noticeId })
    .pluck('id')) as string[];
  const sum = async (query: ReturnType<typeof db>): Promise<number> => {
    const [row] = (await query.sum({ cents: 'amount_cents' })) as { cents: string | null }[];
    return Number(row?.cents ?? 0);
  };
  const ofMatters = () => db('payment_matter').whereIn('notice_id', ids).whereNot({ kind: 'short' });
  return {
    received: await sum(db('payment_receipt').whereIn('notice_id', ids)),
    apart: await sum(ofMatters().whereRaw(`resolution is distinct from 'accept'`)),
    waived: await sum(
      db('payment_matter').whereIn('notice_id', ids).where({ kind: 'short', resolution: 'waive' }),
    ),
    toRefund: await sum(ofMatters().where({ resolution: 'refund' })),
    refunds: await sum(
      db('payment_refund').whereIn('matter_id', ofMatters().where({ resolution: 'refund' }).select('id')),
    ),
  };
};

test('whatever comes in whatever order, however often: money is neither lost nor counted twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 14 }), async (events) => {
      const { services } = pay.office;
      const { iuv, noticeId, caseId } = await pay.owes(1600);
      const seen = new Map<string, number>();
      for (const step of events) {
        const residues = (await services
          .db('payment_notice')
          .where({ residue_of: noticeId })
          .orderBy('issued_at')
          .pluck('iuv')) as string[];
        if (step.does === 'pay') {
          const target = [iuv, ...residues][step.on % (residues.length + 1)] ?? iuv;
          const cents = amounts[step.receipt % amounts.length] ?? 1;
          seen.set(`${target} ${step.receipt}`, cents);
          await pay.pays(target, cents, `R${step.receipt}`);
        } else if (step.does === 'settle') {
          const open = (await services
            .db('payment_matter')
            .whereIn('notice_id', services.db('payment_notice').where({ case_id: caseId }).select('id'))
            .whereNull('resolution')
            .orderBy('id')
            .select('id', 'kind')) as { id: string; kind: string }[];
          const matter = open[step.pick % Math.max(1, open.length)];
          if (!matter) continue;
          const choice =
            matter.kind === 'short'
              ? step.first
                ? 'residue'
                : 'waive'
              : step.first && !['surplus', 'double'].includes(matter.kind)
                ? 'accept'
                : 'refund';
          await settles(matter.id, choice).catch((error: { code?: string }) => {
            if (error.code !== 'payment.nothing-due') throw error; // nothing is lacking: only a refund is left
          });
        } else {
          const motivo = step.does === 'expire' ? 'scaduto' : 'annullato';
          await pay.office.does(pay.office.job('pagopa.annulla', caseId, { iuv, motivo }));
        }
        const { received, apart, waived, toRefund, refunds } = await sums(noticeId);
        expect(received).toBe([...seen.values()].reduce((sum, cents) => sum + cents, 0));
        expect(received - apart).toBeGreaterThanOrEqual(0);
        expect(received - apart + waived).toBeLessThanOrEqual(1600);
        expect(refunds).toBe(toRefund);
        const isPaid = (await pay.status(noticeId)) === 'paid';
        if (isPaid) expect(received - apart + waived).toBe(1600);
        expect((await pay.messages(caseId)).length).toBeLessThanOrEqual(1);
        if (isPaid) expect(await pay.messages(caseId)).toHaveLength(1);
      }
    }),
    { numRuns: 20 },
  );
});
