import type { Actor } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import {
  arriveForAppointment,
  missAppointment,
  noteReminder,
} from '../../../db/transactions/appointments/arrive.js';
import { toleranceMs } from '../../../db/transactions/queue/rules.js';
import { addWorkingDays, dateInRome } from '../../../law/calendar.js';
import { shiftDate } from '../../../law/holidays.js';
import { auditRead } from '../../access.js';
import { field } from '../../form-body.js';
import { readDate } from '../../forms/read-value.js';
import {
  createRouter,
  demandRole,
  formOf,
  localUrl,
  redirectWith,
  render,
  uuidParam,
  type PageRouter,
} from '../../page.js';
import { appointmentsOn, toRemind, type AppointmentRow } from '../query.js';
import { asKnownTo, titlesOf } from '../titles.js';

/** People are reminded this many working days before. */
const remindDays = 2;

/** A day of the address, as links write it or as somebody types it. */
const asDay = (value: unknown, fallback: string): string =>
  (typeof value === 'string' ? readDate(value) : null) ?? fallback;

/** The desks' appointments of a day, and whom to remind of those that come. */
export const listRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, clock, catalogue } = services;

  router.get('/appointments', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const now = clock.now();
    const today = dateInRome(now);
    const day = asDay(ctx.query['day'], today);
    const lastDay = addWorkingDays(today, remindDays, catalogue.municipality.patron);
    const [rows, remind, titles] = await Promise.all([
      appointmentsOn(db, day),
      toRemind(db, now, lastDay),
      titlesOf(services),
    ]);
    if (rows.length + remind.length > 0)
      await auditRead(services, actor, { act: 'appuntamenti.letti', details: { giorno: day } });
    const known = asKnownTo(actor, titles);
    const shown = (row: AppointmentRow) => ({
      ...known(row),
      isToday: day === today,
      isLate: now.getTime() >= row.startsAt.getTime() + toleranceMs,
    });
    render(ctx, 'appointments/list', {
      title: ctx.state.t('appointments.title'),
      section: 'queue',
      crumbs: [
        { label: ctx.state.t('nav.queue'), href: '/queue' },
        { label: ctx.state.t('appointments.title') },
      ],
      day,
      before: shiftDate(day, -1),
      after: shiftDate(day, 1),
      today,
      appointments: rows.map(shown),
      remind: remind.map(shown),
    });
  });

  type Step = (appointmentId: string, actor: Actor) => Promise<string>;
  const steps: Record<string, Step> = {
    arrive: async (id, actor) => (await arriveForAppointment(services, id, actor)).code,
    'no-show': async (id, actor) => {
      await missAppointment(services, actor, id);
      return '';
    },
    remind: async (id, actor) => {
      await noteReminder(services, actor, id);
      return '';
    },
  };
  for (const [name, step] of Object.entries(steps))
    router.post(`/appointments/:appointmentId/${name}`, async (ctx) => {
      const actor = demandRole(ctx, 'operator');
      const code = await step(uuidParam(ctx, 'appointmentId', 'Appuntamento'), actor);
      const back = localUrl(field(formOf(ctx), 'back'), '/appointments');
      redirectWith(ctx, back, `appointments.done.${name}`, { code });
    });
  return router;
};
