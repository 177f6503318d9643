import type { Actor } from '../../../core/actor.js';
import { ConflictError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import type { Ticket } from '../../../db/models/ticket.js';
import { callNext } from '../../../db/transactions/queue/call-ticket.js';
import {
  closeAsNoShow,
  finishTicket,
  givePrecedence,
  recallTicket,
  requeueTicket,
  serveTicket,
  skipTicket,
} from '../../../db/transactions/queue/move-ticket.js';
import { field } from '../../form-body.js';
import {
  createRouter,
  demandRole,
  formOf,
  localUrl,
  redirectWith,
  renderPart,
  uuidParam,
  type Page,
  type PageRouter,
} from '../../page.js';
import { streamQueue } from '../live.js';
import { panelFor } from './show.js';

type Move = (services: Services, actor: Actor, ticketId: string) => Promise<Ticket>;

const moves: Record<string, Move> = {
  recall: recallTicket,
  skip: skipTicket,
  serve: serveTicket,
  finish: finishTicket,
  requeue: requeueTicket,
  'no-show': closeAsNoShow,
  precedence: givePrecedence,
};

const back = (ctx: Page): string => localUrl(field(formOf(ctx), 'back'), '/queue');

/** The queue beside the work: calling the next number and every step of it. */
export const panelRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  router.get('/queue/live', (ctx) => {
    demandRole(ctx, 'operator');
    streamQueue(ctx);
  });

  router.get('/queue/panel', async (ctx) => {
    demandRole(ctx, 'operator');
    const asked = typeof ctx.query['back'] === 'string' ? ctx.query['back'] : null;
    renderPart(ctx, 'queue/panel', { queue: await panelFor(ctx, localUrl(asked, '/queue')) });
  });

  router.post('/queue/call', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const { station } = ctx.state;
    if (!station) throw noStation();
    const ticket = await callNext(services, actor, station.number);
    if (ticket) redirectWith(ctx, back(ctx));
    else redirectWith(ctx, back(ctx), 'queue.nobody');
  });

  for (const [name, move] of Object.entries(moves))
    router.post(`/queue/tickets/:ticketId/${name}`, async (ctx) => {
      const actor = demandRole(ctx, 'operator');
      const ticket = await move(services, actor, uuidParam(ctx, 'ticketId', 'Numero'));
      const asksWho = name === 'serve' && ctx.state.station?.kind === 'services';
      if (asksWho) redirectWith(ctx, '/queue/identify');
      else redirectWith(ctx, back(ctx), `queue.done.${name}`, { code: ticket.code });
    });
  return router;
};

const noStation = (): ConflictError =>
  new ConflictError('station.none', {
    message: 'Non hai ancora una postazione.',
    remedy: 'Scegli dalla pagina «Coda» la postazione in cui lavori, poi chiama.',
  });
