import type { Services } from '../../../core/services.js';
import { demandRole, render, type PageRouter } from '../../page.js';
import { mattersToSettle } from '../rows.js';

/** `/payments`: money that a person must decide about, and refunds still to be paid. */
export const paymentListRoutes = (router: PageRouter, { db }: Services): void => {
  router.get('/payments', async (ctx) => {
    const actor = demandRole(ctx, 'operator', 'officer', 'responsible');
    const matters = await mattersToSettle(db, actor);
    const title = ctx.state.t('payments.title');
    render(ctx, 'payments/list', {
      title,
      section: 'payments',
      crumbs: [{ label: title }],
      open: matters.filter(({ resolution }) => resolution === null),
      refunds: matters.filter(({ resolution }) => resolution !== null),
    });
  });
};
