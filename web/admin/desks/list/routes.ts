import { InputError } from '../../../../core/errors.js';
import type { Services } from '../../../../core/services.js';
import { usualMinutes } from '../../../../db/transactions/appointments/slots.js';
import {
  addDevice,
  removeDevice,
  renewDevice,
  renewFeed,
  setAppointmentLength,
} from '../../../../db/transactions/desks.js';
import { field } from '../../../form-body.js';
import {
  createRouter,
  demandRole,
  formOf,
  redirectWith,
  render,
  uuidParam,
  type Page,
  type PageRouter,
} from '../../../page.js';
import { deskRows, deviceRows, lengths, officeFeeds, stationRows } from '../query.js';

/** The administrator's page of where and how people are received. */
export const desksListRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, catalogue } = services;

  const show = async (ctx: Page, errors: Record<string, string> = {}, typed = { kind: '', name: '' }) => {
    demandRole(ctx, 'administrator');
    const [desks, stations, devices, offices, minutes, published] = await Promise.all([
      deskRows(db),
      stationRows(db),
      deviceRows(db),
      officeFeeds(db),
      lengths(db),
      catalogue.published(),
    ]);
    render(ctx, 'admin/desks/list', {
      title: ctx.state.t('desks.title'),
      section: 'desks',
      origin: ctx.URL.origin,
      desks,
      stations,
      devices,
      offices,
      procedures: published.map(({ procedureId, sheet }) => ({
        id: procedureId,
        title: sheet.title,
        minutes: minutes.get(procedureId) ?? usualMinutes,
      })),
      errors,
      typed,
    });
  };

  router.get('/admin/desks', (ctx) => show(ctx));

  router.post('/admin/desks/devices', async (ctx) => {
    const actor = demandRole(ctx, 'administrator');
    const form = formOf(ctx);
    const typed = { kind: field(form, 'kind'), name: field(form, 'name') };
    try {
      await addDevice(services, actor, typed);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      ctx.status = 422;
      return show(ctx, error.fields, typed);
    }
    redirectWith(ctx, '/admin/desks', 'desks.done.saved');
  });

  for (const [name, change] of Object.entries({ renew: renewDevice, remove: removeDevice }))
    router.post(`/admin/desks/devices/:deviceId/${name}`, async (ctx) => {
      const actor = demandRole(ctx, 'administrator');
      await change(services, actor, uuidParam(ctx, 'deviceId', 'Dispositivo'));
      redirectWith(ctx, '/admin/desks', 'desks.done.saved');
    });

  router.post('/admin/desks/lengths', async (ctx) => {
    const actor = demandRole(ctx, 'administrator');
    const form = formOf(ctx);
    const procedureId = field(form, 'procedure');
    try {
      await setAppointmentLength(services, actor, { procedureId, minutes: field(form, 'minutes') });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      ctx.status = 422;
      return show(ctx, { [`minutes-${procedureId}`]: error.fields['minutes'] ?? '' });
    }
    redirectWith(ctx, '/admin/desks', 'desks.done.saved');
  });

  router.post('/admin/desks/feeds', async (ctx) => {
    const actor = demandRole(ctx, 'administrator');
    const form = formOf(ctx);
    const deskId = field(form, 'desk');
    await renewFeed(services, actor, deskId ? { deskId } : { officeId: field(form, 'office') });
    redirectWith(ctx, '/admin/desks', 'desks.done.saved');
  });
  return router;
};
