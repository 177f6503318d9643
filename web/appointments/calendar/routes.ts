import ical, { ICalCalendarMethod, type ICalCalendar } from 'ical-generator';
import { NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { createRouter, type Page, type PageRouter } from '../../page.js';
import { calendarOf, ownAppointment } from './query.js';

const answer = (ctx: Page, calendar: ICalCalendar, filename: string): void => {
  ctx.set('content-disposition', `attachment; filename="${filename}"`);
  ctx.set('cache-control', 'private, no-store');
  ctx.type = 'text/calendar; charset=utf-8';
  ctx.body = calendar.toString();
};

/** Calendar files (RFC 5545), opened by their secret address: codes and times, never a person or a procedure. */
export const calendarRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, clock, catalogue } = services;
  const producer = { company: 'Sportello', product: 'Agenda', language: 'IT' };

  router.get('/calendar/:token.ics', async (ctx) => {
    const now = clock.now();
    const found = await calendarOf(db, ctx.params['token'] ?? '', now);
    if (!found) throw new NotFoundError('Calendario');
    const calendar = ical({
      name: found.name,
      prodId: producer,
      method: ICalCalendarMethod.PUBLISH,
      ttl: 900,
    });
    for (const { id, startsAt, endsAt, code, activity } of found.entries)
      calendar.createEvent({
        id,
        start: startsAt,
        end: endsAt,
        stamp: now,
        summary: `${activity} · ${code}`,
      });
    answer(ctx, calendar, 'agenda.ics');
  });

  router.get('/appointment/:token.ics', async (ctx) => {
    const own = await ownAppointment(db, ctx.params['token'] ?? '');
    if (!own) throw new NotFoundError('Appuntamento');
    const { name, desk } = catalogue.municipality;
    const calendar = ical({ prodId: producer, method: ICalCalendarMethod.PUBLISH });
    const event = calendar.createEvent({
      id: own.id,
      start: own.startsAt,
      end: own.endsAt,
      stamp: clock.now(),
      summary: `${name}: appuntamento ${own.code}`,
      location: `${own.desk}, ${desk.address}`,
      description: `All’arrivo tocchi il codice ${own.code} sul totem. Se non può venire: ${desk.phone}.`,
    });
    event.createAlarm({ trigger: 24 * 60 * 60 });
    answer(ctx, calendar, `appuntamento-${own.code}.ics`);
  });
  return router;
};
