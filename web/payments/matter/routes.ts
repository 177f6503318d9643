import { may } from '../../../core/actor.js';
import { BusinessError, InputError, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { payRefund } from '../../../db/transactions/payments/pay-refund.js';
import { decisions, settleMatter } from '../../../db/transactions/payments/settle-matter.js';
import type { Resolution } from '../../../db/models/payment-matter.js';
import { auditRead } from '../../access.js';
import { field } from '../../form-body.js';
import {
  demandRole,
  formOf,
  redirectWith,
  render,
  uuidParam,
  type Page,
  type PageRouter,
} from '../../page.js';
import type { Person } from '../../inbox/query.js';
import { matterById, type MatterRow } from '../rows.js';

/** `/payments/matters/:id`: what a person decides about money that didn't fit. */
export const paymentMatterRoutes = (router: PageRouter, services: Services): void => {
  const wanted = async (ctx: Page): Promise<{ actor: Person; matter: MatterRow }> => {
    const actor = demandRole(ctx, 'operator', 'officer', 'responsible');
    const matter = await matterById(services.db, actor, uuidParam(ctx, 'matterId', 'Pagamento'));
    if (!matter) throw new NotFoundError('Pagamento');
    return { actor, matter };
  };

  router.get('/payments/matters/:matterId', async (ctx) => {
    const { actor, matter } = await wanted(ctx);
    await auditRead(services, actor, { act: 'pagamento.letto', caseId: matter.caseId });
    show(ctx, { matter, actor });
  });

  router.post('/payments/matters/:matterId', async (ctx) => {
    const { actor, matter } = await wanted(ctx);
    const form = formOf(ctx);
    const typed = {
      resolution: field(form, 'resolution') as Resolution, // the transaction takes only what the kind allows
      reason: field(form, 'reason'),
      payee: field(form, 'payee'),
    };
    try {
      await settleMatter(services, actor, { matterId: matter.id, ...typed });
      redirectWith(ctx, `/payments/matters/${matter.id}`, `payments.done.${typed.resolution}`);
    } catch (error) {
      show(ctx, { matter, actor, typed, ...faultOf(error) });
    }
  });

  router.post('/payments/matters/:matterId/refund', async (ctx) => {
    const { actor, matter } = await wanted(ctx);
    const mandate = field(formOf(ctx), 'mandate');
    if (!matter.refundId) throw new NotFoundError('Rimborso');
    try {
      await payRefund(services, actor, { refundId: matter.refundId, mandate, caseId: matter.caseId });
      redirectWith(ctx, '/payments', 'payments.done.mandate', { number: mandate });
    } catch (error) {
      show(ctx, { matter, actor, typed: { mandate }, ...faultOf(error) });
    }
  });
};

/** What is wrong, beside its field, and the status that says so. @throws what is no business error */
const faultOf = (error: unknown): { errors: Record<string, string>; status: number } => {
  if (error instanceof InputError) return { errors: error.fields, status: 422 };
  if (!(error instanceof BusinessError) || ['forbidden', 'not-found'].includes(error.code)) throw error;
  return { errors: { [error.field ?? 'resolution']: `${error.message} ${error.remedy}` }, status: 409 };
};

interface Showing {
  matter: MatterRow;
  actor: Person;
  typed?: Record<string, string>;
  errors?: Record<string, string>;
  status?: number;
}

const show = (ctx: Page, { matter, actor, typed = {}, errors = {}, status }: Showing): void => {
  const { t } = ctx.state;
  if (status) ctx.status = status;
  const title = t(`payments.kind.${matter.kind}`);
  render(ctx, 'payments/matter', {
    title,
    section: 'payments',
    crumbs: [{ label: t('payments.title'), href: '/payments' }, { label: title }],
    matter,
    mayDecide: may(actor, 'officer', 'responsible'),
    choices: decisions[matter.kind].map((value, _index, all) => ({
      value,
      selected: all.length === 1 || typed['resolution'] === value,
    })),
    typed: { payee: matter.payer ?? '', ...typed },
    errors,
    wrong: Object.entries(errors).map(([name, error]) => ({
      name,
      error,
      label: t(`payments.field.${name}`),
    })),
  });
};
