import { randomUUID } from 'node:crypto';
import { InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { agendaOf, minutesOf } from '../../../db/transactions/appointments/agenda.js';
import { bookAppointment, moveAppointment } from '../../../db/transactions/appointments/book.js';
import { dateInRome } from '../../../law/calendar.js';
import { shiftDate } from '../../../law/holidays.js';
import { auditRead } from '../../access.js';
import { field } from '../../form-body.js';
import {
  createRouter,
  demandRole,
  formOf,
  isUuid,
  redirectWith,
  render,
  type Page,
  type PageRouter,
} from '../../page.js';
import { findParties, partyLimit } from '../../parties/find/query.js';
import { deskChoices } from '../query.js';
import { titlesOf } from '../titles.js';
import { subjectOf, type Asked } from './subject.js';

/** Opening days shown at once. */
const days = 5;

const text = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 100) : '');
const askedBy = ({ query }: Page): Asked => ({
  party: text(query['party']),
  procedure: text(query['procedure']),
  case: text(query['case']),
  move: text(query['move']),
});

/** Booking an appointment, or giving one another time: for whom and what, then which of the free places. */
export const bookRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, clock } = services;

  router.get('/appointments/new', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const asked = askedBy(ctx);
    const subject = await subjectOf(services, actor, asked);
    const [desks, titles] = await Promise.all([deskChoices(db), titlesOf(services)]);
    const q = text(ctx.query['q']);
    const found = q ? await findParties(db, actor, q) : [];
    if (q)
      await auditRead(services, actor, { act: 'soggetti.cercati', details: { risultati: found.length } });
    const wanted = text(ctx.query['desk']) || subject.moved?.deskId || desks[0]?.id || '';
    const desk = desks.find(({ id }) => id === wanted);
    const procedureId = subject.procedureId && titles.has(subject.procedureId) ? subject.procedureId : null;
    const today = dateInRome(clock.now());
    const from = /^\d{4}-\d\d-\d\d$/.test(text(ctx.query['from'])) ? text(ctx.query['from']) : today;
    const isReady = desk && subject.partyId && procedureId;
    const agenda = isReady
      ? await agendaOf(
          services,
          { deskId: desk.id, procedureId, ...(subject.moved ? { except: subject.moved.id } : {}) },
          { from, days },
        )
      : [];
    const title = ctx.state.t(subject.moved ? 'appointments.move' : 'appointments.new');
    render(ctx, 'appointments/book', {
      title,
      section: 'queue',
      crumbs: [{ label: ctx.state.t('appointments.title'), href: '/appointments' }, { label: title }],
      subject: { ...subject, procedureId, title: titles.get(procedureId ?? '')?.title },
      asked,
      desks,
      desk,
      procedures: [...titles].map(([id, { title: name }]) => ({ id, name })),
      q,
      parties: found.slice(0, partyLimit),
      more: found.length > partyLimit,
      minutes: procedureId ? await minutesOf(db, procedureId) : null,
      agenda: agenda.map(({ date, slots }) => ({ date, slots: slots.filter(({ isFree }) => isFree) })),
      isReady: Boolean(isReady),
      next: agenda.length > 0 ? shiftDate(agenda.at(-1)?.date ?? today, 1) : null,
      first: from > today ? today : null,
      submissionToken: randomUUID(),
    });
  });

  router.post('/appointments', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const form = formOf(ctx);
    const deskId = field(form, 'desk');
    const startsAt = new Date(field(form, 'startsAt'));
    const move = field(form, 'move');
    if (isUuid(move)) {
      await moveAppointment(services, actor, { appointmentId: move, deskId, startsAt });
      return redirectWith(ctx, `/appointments/${move}`, 'appointments.done.move');
    }
    const asked = {
      party: field(form, 'party'),
      procedure: field(form, 'procedure'),
      case: field(form, 'case'),
      move,
    };
    const { partyId, procedureId, caseId } = await subjectOf(services, actor, asked);
    const known = procedureId && (await services.catalogue.latest(procedureId));
    if (!partyId || !known) throw new InputError({ party: 'Scegli persona e procedimento, poi l’orario.' });
    const submissionToken = field(form, 'token') || randomUUID();
    const { appointmentId } = await bookAppointment(services, actor, {
      deskId,
      partyId,
      procedureId,
      caseId,
      startsAt,
      submissionToken,
    });
    redirectWith(ctx, `/appointments/${appointmentId}`, 'appointments.done.book');
  });
  return router;
};
