import { may, type Actor } from '../../core/actor.js';
import { InputError, NotFoundError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { collectAtDesk, giveUpWaiting } from '../../db/transactions/deliveries/desk.js';
import { notePosted, notePostOutcome, postOutcomes } from '../../db/transactions/deliveries/post.js';
import { auditRead } from '../access.js';
import { field } from '../form-body.js';
import { readDate } from '../forms/read-value.js';
import {
  createRouter,
  demandRole,
  formOf,
  redirectWith,
  render,
  uuidParam,
  type Page,
  type PageRouter,
} from '../page.js';
import { deliveriesIn, deliveryCounts, mayActOn, views, type View } from './query.js';

interface Wrong {
  id: string;
  typed: Record<string, string>;
  errors: Record<string, string>;
}

/** Letters on their way: the list for the mail room, registered letters under way, and what nobody has answered. */
export const deliveryRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, clock, catalogue } = services;
  const reader = (ctx: Page): Actor & { id: string } => demandRole(ctx, 'operator', 'registrar');

  const show = async (ctx: Page, view: View, wrong?: Wrong): Promise<void> => {
    const actor = reader(ctx);
    const { t } = ctx.state;
    const since = Date.now();
    const at = { now: clock.now(), patience: catalogue.municipality.deliveries };
    const [counts, deliveries] = await Promise.all([
      deliveryCounts(db, actor, at),
      deliveriesIn(db, actor, view, at),
    ]);
    if (wrong) ctx.status = 422;
    await auditRead(services, actor, { act: 'consegne.lette', details: { elenco: view } });
    render(ctx, 'deliveries', {
      title: t('deliveries.title'),
      section: may(actor, 'operator') ? 'desk' : 'register',
      since,
      view,
      self: `/deliveries?view=${view}`,
      tabs: views.map((one) => ({
        label: t(`deliveries.view.${one}`),
        count: counts[one],
        href: `/deliveries?view=${one}`,
        current: one === view,
      })),
      mayGiveUp: { sent: true, accepted: true, posted: true },
      outcomes: postOutcomes.map((value) => ({ value, label: t(`deliveries.outcome.${value}`) })),
      deliveries: deliveries.map((row) => ({
        ...row,
        lines: row.address?.split('\n') ?? [],
        ...(wrong?.id === row.id ? { typed: wrong.typed, errors: wrong.errors } : {}),
      })),
    });
  };

  /** What was typed wrongly stands in its row again, with the reason. */
  const act = async (
    ctx: Page,
    view: View,
    work: (actor: Actor & { id: string }, deliveryId: string) => Promise<void>,
  ): Promise<void> => {
    const actor = reader(ctx);
    const id = uuidParam(ctx, 'deliveryId', 'Consegna');
    if (!(await mayActOn(db, actor, id))) throw new NotFoundError('Consegna');
    try {
      await work(actor, id);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const typed = Object.fromEntries(
        ['tracking', 'outcome', 'day'].map((name) => [name, field(formOf(ctx), name)]),
      );
      return show(ctx, view, { id, typed, errors: error.fields });
    }
    redirectWith(ctx, `/deliveries?view=${view}`, 'deliveries.noted');
  };

  router.get('/deliveries', (ctx) =>
    show(ctx, views.find((view) => view === ctx.query['view']) ?? 'to-post'),
  );

  router.post('/deliveries/:deliveryId/posted', (ctx) =>
    act(ctx, 'to-post', (actor, deliveryId) =>
      notePosted(services, actor, { deliveryId, tracking: field(formOf(ctx), 'tracking') }),
    ),
  );

  router.post('/deliveries/:deliveryId/outcome', (ctx) =>
    act(ctx, 'posted', (actor, deliveryId) => {
      const outcome = postOutcomes.find((one) => one === field(formOf(ctx), 'outcome'));
      const day = readDate(field(formOf(ctx), 'day'));
      const wrong = {
        ...(outcome ? {} : { outcome: ctx.state.t('deliveries.outcome.choose') }),
        ...(day ? {} : { day: ctx.state.t('deliveries.day.wrong') }),
      };
      if (!outcome || !day) throw new InputError(wrong);
      return notePostOutcome(services, actor, { deliveryId, outcome, day });
    }),
  );

  router.post('/deliveries/:deliveryId/desk', (ctx) =>
    act(ctx, 'to-post', (actor, deliveryId) => collectAtDesk(services, actor, deliveryId)),
  );

  router.post('/deliveries/:deliveryId/next', (ctx) =>
    act(ctx, 'watch', (actor, deliveryId) => giveUpWaiting(services, actor, deliveryId)),
  );
  return router;
};
