import type { Services } from '../../../core/services.js';
import { dateInRome } from '../../../law/calendar.js';
import { shiftDate } from '../../../law/holidays.js';
import { formatDate } from '../../format.js';
import { readDate } from '../../forms/read-value.js';
import { auditRead } from '../../access.js';
import { createRouter, demandRole, render, type PageRouter } from '../../page.js';
import { contactsOfDay } from './query.js';

/** The log of a day: who was in touch with the desk, for what, with which outcome. */
export const contactLogRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  router.get('/contacts', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const today = dateInRome(services.clock.now());
    const asked = readDate(String(ctx.query['day'] ?? '')) ?? today;
    const day = asked > today ? today : asked;
    const contacts = await contactsOfDay(services.db, actor, day);
    await auditRead(services, actor, {
      act: 'contatti.letti',
      details: { giorno: day, numero: contacts.length },
    });
    const title = ctx.state.t('contacts.log');
    render(ctx, 'contacts/log', {
      title,
      section: 'desk',
      crumbs: [{ label: ctx.state.t('nav.desk'), href: '/desk' }, { label: title }],
      day,
      typed: formatDate(day),
      before: shiftDate(day, -1),
      after: day < today ? shiftDate(day, 1) : '',
      contacts,
    });
  });
  return router;
};
