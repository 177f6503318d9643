import { InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { agentsFor } from '../../../db/transactions/deliveries/recipients.js';
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

  const show = async (
    ctx: Page,
    letter: WaitingLetter,
    errors: Record<string, string> = {},
  ): Promise<void> => {
    const { principalId, caseId } = letter;
    const at = services.clock.now();
    const agents = principalId ? await agentsFor(services.db, { caseId, principalId, at }) : [];
    const title = ctx.state.t('desk.handOver.title');
    const crumbs = [{ label: ctx.state.t('nav.desk'), href: '/desk' }, { label: title }];
    render(ctx, 'desk/hand-over', {
      title,
      section: 'desk',
      crumbs,
      letter,
      errors,
      agents: agents.map(({ id, displayName }) => ({ id, displayName })),
      chosen: field(formOf(ctx), 'collectedBy'),
    });
  };

  router.get('/desk/deliveries/:deliveryId', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const letter = await waitingLetter(services.db, actor, uuidParam(ctx, 'deliveryId', 'Consegna'));
    if (letter) await show(ctx, letter);
    else redirectWith(ctx, '/desk', 'desk.handOver.already');
  });

  router.post('/desk/deliveries/:deliveryId', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const deliveryId = uuidParam(ctx, 'deliveryId', 'Consegna');
    const letter = await waitingLetter(services.db, actor, deliveryId);
    if (!letter) return redirectWith(ctx, '/desk', 'desk.handOver.already');
    const refuse = (errors: Record<string, string>): Promise<void> => {
      ctx.status = 422;
      return show(ctx, letter, errors);
    };
    if (field(formOf(ctx), 'identified') !== 'yes')
      return refuse({ identified: ctx.state.t('desk.handOver.identify') });
    const agentId = field(formOf(ctx), 'collectedBy') || null;
    try {
      await handOverLetter(services, actor, { deliveryId, agentId });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return refuse(error.fields);
    }
    redirectWith(ctx, '/desk', 'desk.handOver.done', { name: letter.addressee });
  });
  return router;
};
