import { randomUUID } from 'node:crypto';
import { InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { seriesCodes } from '../../../db/models/ticket.js';
import { takeTicket } from '../../../db/transactions/queue/take-ticket.js';
import { field } from '../../form-body.js';
import { formatDecimal } from '../../format.js';
import { createRouter, demandRole, formOf, redirectWith, render, type PageRouter } from '../../page.js';
import { openTickets } from '../panel/query.js';
import { panelFor } from '../panel/show.js';
import { timesOfToday, type SeriesTimes } from './query.js';

const readable = (row: SeriesTimes) => ({
  ...row,
  waitMedian: formatDecimal(row.waitMedian),
  wait90: formatDecimal(row.wait90),
  serveMedian: formatDecimal(row.serveMedian),
  serve90: formatDecimal(row.serve90),
});

/** The whole queue of the day: who waits, at which station whom, and how long it takes. */
export const overviewRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, clock } = services;

  router.get('/queue', async (ctx) => {
    demandRole(ctx, 'operator');
    const now = clock.now();
    const tickets = await openTickets(db, now);
    render(ctx, 'queue/overview', {
      title: ctx.state.t('queue.title'),
      section: 'queue',
      queue: await panelFor(ctx),
      tickets,
      times: (await timesOfToday(db, now)).map(readable),
      seriesCodes,
      submissionToken: randomUUID(),
    });
  });

  router.post('/queue/numbers', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const form = formOf(ctx);
    const series = seriesCodes.find((code) => code === field(form, 'series'));
    if (!series) throw new InputError({ series: 'Scegli per che cosa serve il numero.' });
    const precedence = field(form, 'precedence') === 'yes';
    const input = { series, precedence, submissionToken: field(form, 'token') };
    const ticket = await takeTicket(services, input, actor);
    redirectWith(ctx, '/queue', 'queue.numbers.given', { code: ticket.code });
  });
  return router;
};
