import { randomUUID } from 'node:crypto';
import { BusinessError, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { PaymentNotice } from '../../../db/models/payment-notice.js';
import { handOverNotice } from '../../../db/transactions/payments/hand-over-notice.js';
import { dateInRome } from '../../../law/calendar.js';
import { centsText, readEuro } from '../../../law/payments.js';
import { pagopaOf } from '../../../workers/ports/pagopa/configured.js';
import { paySimulated } from '../../../workers/ports/pagopa/simulated.js';
import { exchangeWithPagopa } from '../../../workers/tell-pagopa.js';
import { demandCase } from '../../access.js';
import { auditReadOnce } from '../../cases/audit-read.js';
import { field } from '../../form-body.js';
import type { Person } from '../../inbox/query.js';
import {
  demandRole,
  formOf,
  isUuid,
  redirectWith,
  render,
  uuidParam,
  type Page,
  type PageRouter,
} from '../../page.js';
import { euroText, mattersOfNotice, numberText, receiptsOfNotice } from '../rows.js';

/** One notice: what is asked, what was paid, what is done at the desk; and the simulated platform, where there is one. */
export const paymentNoticeRoutes = (router: PageRouter, services: Services): void => {
  const wanted = async (ctx: Page, actor: Person): Promise<PaymentNotice> => {
    const notice = await PaymentNotice.query(services.db).findById(uuidParam(ctx, 'noticeId', 'Avviso'));
    if (!notice) throw new NotFoundError('Avviso');
    await demandCase(services, actor, notice.caseId);
    return notice;
  };

  router.get('/payments/:noticeId', async (ctx) => {
    const actor = demandRole(ctx, 'operator', 'officer', 'responsible');
    const notice = await wanted(ctx, actor);
    await auditReadOnce(services, ctx, { act: 'pagamento.letto', caseId: notice.caseId });
    await show(services, ctx, { notice });
  });

  router.post('/payments/:noticeId/hand-over', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const notice = await wanted(ctx, actor);
    await handOverNotice(services, actor, { noticeId: notice.id });
    redirectWith(ctx, `/payments/${notice.id}`, 'payments.handedOver.done');
  });

  router.post('/payments/:noticeId/simulate', async (ctx) => {
    const actor = demandRole(ctx, 'operator', 'officer', 'responsible');
    const notice = await wanted(ctx, actor);
    if (!pagopaOf(services.config)?.isSimulation) throw new NotFoundError('Simulazione');
    const form = formOf(ctx);
    const token = field(form, 'token');
    const typed = { amount: field(form, 'amount'), payer: field(form, 'payer'), twice: field(form, 'twice') };
    const cents = readEuro(typed.amount);
    if (!cents || !isUuid(token)) {
      ctx.status = 422;
      return show(services, ctx, { notice, typed, error: ctx.state.t('payments.simulate.wrong') });
    }
    const payment = {
      iuv: notice.iuv,
      cents,
      payer: { name: typed.payer || notice.debtorName, taxCode: null },
      at: services.clock.now(),
    };
    try {
      for (const receiptId of [token, ...(typed.twice ? [`${token} bis`] : [])]) {
        await paySimulated(services.db, { ...payment, receiptId });
      }
    } catch (error) {
      if (!(error instanceof BusinessError)) throw error;
      ctx.status = 409;
      return show(services, ctx, { notice, typed, error: `${error.message} ${error.remedy}` });
    }
    await exchangeWithPagopa(services);
    redirectWith(ctx, `/payments/${notice.id}`, 'payments.simulate.done');
  });
};

interface Showing {
  notice: PaymentNotice;
  typed?: Record<string, string>;
  error?: string;
}

const show = async (services: Services, ctx: Page, { notice, typed, error }: Showing): Promise<void> => {
  const { db, clock, config } = services;
  const { t } = ctx.state;
  const [file, receipts, matters, root] = await Promise.all([
    db('case_file').where({ id: notice.caseId }).first('number') as Promise<{ number: string }>,
    receiptsOfNotice(db, notice.id),
    mattersOfNotice(db, notice.id),
    notice.residueOf ? PaymentNotice.query(db).findById(notice.residueOf) : undefined,
  ]);
  render(ctx, 'payments/notice', {
    title: t('payments.notice', { number: numberText(notice.noticeNumber) }),
    section: 'cases',
    crumbs: [
      { label: t('nav.cases'), href: '/cases' },
      { label: file.number, href: `/cases/${notice.caseId}` },
      { label: t('payments.notice.short') },
    ],
    notice,
    caseNumber: file.number,
    number: numberText(notice.noticeNumber),
    amount: euroText(notice.amountCents),
    status: notice.status,
    isOverdue: notice.status === 'open' && notice.dueOn < dateInRome(clock.now()),
    isResidue: notice.residueOf !== null,
    root: root && { id: root.id, number: numberText(root.noticeNumber) },
    receipts,
    matters,
    simulation: pagopaOf(config)?.isSimulation ?? false,
    token: randomUUID(),
    typed: typed ?? { amount: centsText(notice.amountCents), payer: notice.debtorName },
    error,
    wrong: error ? [{ name: 'amount', label: t('payments.amount'), error }] : [],
  });
};
