import type { Services } from '../../../core/services.js';
import { handOverLetter } from '../../../db/transactions/hand-over-letter.js';
import { field } from '../../form-body.js';
import {
  createRouter,
  demandRole,
  formOf,
  redirectWith,
  render,
  uuidParam,
  type Page,
  type PageRouter,
} from '../../page.js';
import { waitingLetter, type WaitingLetter } from '../home/query.js';

/** Giving a letter to the person at the counter: who they are is checked, then it counts as handed over. */
export const handOverRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  const show = (ctx: Page, letter: WaitingLetter, error?: string): void => {
    const title = ctx.state.t('desk.handOver.title');
    const crumbs = [{ label: ctx.state.t('nav.desk'), href: '/desk' }, { label: title }];
    render(ctx, 'desk/hand-over', { title, section: 'desk', crumbs, letter, error });
  };

  router.get('/desk/deliveries/:deliveryId', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const letter = await waitingLetter(services.db, actor, uuidParam(ctx, 'deliveryId', 'Consegna'));
    if (letter) show(ctx, letter);
    else redirectWith(ctx, '/desk', 'desk.handOver.already');
  });

  router.post('/desk/deliveries/:deliveryId', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const deliveryId = uuidParam(ctx, 'deliveryId', 'Consegna');
    const letter = await waitingLetter(services.db, actor, deliveryId);
    if (!letter) return redirectWith(ctx, '/desk', 'desk.handOver.already');
    if (field(formOf(ctx), 'identified') !== 'yes') {
      ctx.status = 422;
      return show(ctx, letter, ctx.state.t('desk.handOver.identify'));
    }
    await handOverLetter(services, actor, { deliveryId });
    redirectWith(ctx, '/desk', 'desk.handOver.done', { name: letter.addressee });
  });
  return router;
};
