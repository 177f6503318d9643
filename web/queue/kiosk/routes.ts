import { randomUUID } from 'node:crypto';
import { BusinessError, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { seriesCodes, type Ticket } from '../../../db/models/ticket.js';
import { arriveForAppointment } from '../../../db/transactions/appointments/arrive.js';
import { takeTicket } from '../../../db/transactions/queue/take-ticket.js';
import { dateInRome } from '../../../law/calendar.js';
import { field } from '../../form-body.js';
import {
  createRouter,
  formOf,
  isUuid,
  redirectWith,
  renderPart,
  uuidParam,
  type Page,
  type PageRouter,
} from '../../page.js';
import { demandDevice } from '../device.js';
import { streamQueue } from '../live.js';
import { expectedAppointments, offeredSeries, takenTicket } from './query.js';

/** The machine at the entrance that gives numbers: big buttons, no personal data, opened by its secret address. */
export const kioskRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db } = services;

  /** Shows the number; whatever stands in its way shows on the first page, never on one that nobody here can leave. */
  const give = async (ctx: Page, token: string, take: () => Promise<Ticket>): Promise<void> => {
    try {
      const ticket = await take();
      redirectWith(ctx, `/kiosk/${token}/${ticket.id}`);
    } catch (error) {
      if (!(error instanceof BusinessError)) throw error;
      redirectWith(ctx, `/kiosk/${token}`);
    }
  };

  router.get('/kiosk/:token', async (ctx) => {
    const { token } = await demandDevice(db, 'kiosk', ctx.params['token']);
    if (ctx.query['new'] !== undefined) {
      delete ctx.state.session.locale; // the next person chooses their own language
      return redirectWith(ctx, `/kiosk/${token}`);
    }
    renderPart(ctx, 'queue/kiosk', {
      token,
      precedence: ctx.query['precedence'] !== undefined,
      series: (await offeredSeries(services)).map((one) => ({ ...one, submissionToken: randomUUID() })),
    });
  });

  router.get('/kiosk/:token/live', async (ctx) => {
    await demandDevice(db, 'kiosk', ctx.params['token']);
    streamQueue(ctx);
  });

  router.post('/kiosk/:token', async (ctx) => {
    const { token } = await demandDevice(db, 'kiosk', ctx.params['token']);
    const form = formOf(ctx);
    const series = seriesCodes.find((code) => code === field(form, 'series'));
    const submissionToken = field(form, 'token');
    if (!series || !isUuid(submissionToken)) throw new NotFoundError('Serie');
    const precedence = field(form, 'precedence') === 'yes';
    await give(ctx, token, () => takeTicket(services, { series, precedence, submissionToken }));
  });

  router.get('/kiosk/:token/appointment', async (ctx) => {
    const { token } = await demandDevice(db, 'kiosk', ctx.params['token']);
    const appointments = await expectedAppointments(db, services.clock.now());
    renderPart(ctx, 'queue/kiosk/appointment', { token, appointments });
  });

  router.post('/kiosk/:token/appointment', async (ctx) => {
    const { token } = await demandDevice(db, 'kiosk', ctx.params['token']);
    const wanted = field(formOf(ctx), 'appointment');
    const expected = await expectedAppointments(db, services.clock.now());
    if (!expected.some(({ id }) => id === wanted)) return redirectWith(ctx, `/kiosk/${token}/appointment`);
    await give(ctx, token, () => arriveForAppointment(services, wanted));
  });

  router.get('/kiosk/:token/:ticketId', async (ctx) => {
    const { token } = await demandDevice(db, 'kiosk', ctx.params['token']);
    const today = dateInRome(services.clock.now());
    const ticket = await takenTicket(db, uuidParam(ctx, 'ticketId', 'Numero'), today);
    if (!ticket) throw new NotFoundError('Numero');
    renderPart(ctx, 'queue/kiosk/ticket', { token, ticket });
  });
  return router;
};
