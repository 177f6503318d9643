import { InputError, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { cancelAppointment } from '../../../db/transactions/appointments/book.js';
import { auditRead } from '../../access.js';
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
import { calendarCode } from './calendar-code.js';
import { appointmentById } from '../query.js';
import { asKnownTo, titlesOf } from '../titles.js';

/** One appointment: what the person takes home, another time, or none. */
export const appointmentRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  const show = async (ctx: Page, typed = '', errors: Record<string, string> = {}): Promise<void> => {
    const actor = demandRole(ctx, 'operator');
    const found = await appointmentById(services.db, uuidParam(ctx, 'appointmentId', 'Appuntamento'));
    if (!found) throw new NotFoundError('Appuntamento');
    await auditRead(services, actor, { act: 'appuntamento.letto', partyId: found.partyId });
    const row = asKnownTo(actor, await titlesOf(services))(found);
    const version = row.title === null ? undefined : await services.catalogue.latest(row.procedureId);
    const { desk } = services.catalogue.municipality;
    const title = ctx.state.t('appointments.one', { code: row.code });
    render(ctx, 'appointments/page', {
      title,
      section: 'queue',
      crumbs: [{ label: ctx.state.t('appointments.title'), href: '/appointments' }, { label: row.code }],
      row,
      sheet: version?.sheet,
      place: desk,
      picture: await calendarCode(`${ctx.URL.origin}/appointment/${row.linkToken}.ics`),
      typed,
      errors,
    });
  };

  router.get('/appointments/:appointmentId', (ctx) => show(ctx));

  router.post('/appointments/:appointmentId/cancel', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const appointmentId = uuidParam(ctx, 'appointmentId', 'Appuntamento');
    const reason = field(formOf(ctx), 'reason');
    try {
      await cancelAppointment(services, actor, { appointmentId, reason });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      ctx.status = 422;
      return show(ctx, reason, error.fields);
    }
    redirectWith(ctx, `/appointments/${appointmentId}`, 'appointments.done.cancel');
  });
  return router;
};
