import { may } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import { yearInRome } from '../../../db/counter.js';
import { openOutage } from '../../../db/transactions/emergency-register.js';
import { auditRead } from '../../access.js';
import { formatDate } from '../../format.js';
import { createRouter, render, type PageRouter } from '../../page.js';
import { demandRegister } from '../access.js';
import {
  listedRegistrations,
  registerYears,
  waitingRegistrations,
  type ListedRegistration,
} from './query.js';
import { isFiltered, registerListState, registerListUrl } from './state.js';

const named = (one: ListedRegistration) => ({
  ...one,
  names: one.correspondents?.map(({ name }) => name).join(', '),
});

/** The register itself, by year and day. */
export const registerListRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, clock } = services;

  router.get('/register', async (ctx) => {
    const actor = demandRegister(ctx);
    const { t } = ctx.state;
    const thisYear = yearInRome(clock.now());
    const state = registerListState(ctx.query, thisYear);
    const [{ registrations, hasMore }, years, outage, waiting] = await Promise.all([
      listedRegistrations(db, actor, state),
      registerYears(db),
      openOutage(db),
      waitingRegistrations(db, actor),
    ]);
    await auditRead(services, actor, {
      act: 'registro.consultato',
      details: { anno: state.year, registrazioni: registrations.length },
    });
    const last = registrations.at(-1)?.number ?? 0;
    const choice = (value: string, label: string, chosen: string) => ({
      value,
      label,
      selected: value === chosen,
    });
    render(ctx, 'register/list', {
      title: t('register.title'),
      section: 'register',
      state: { ...state, dayText: formatDate(state.day) },
      years: [...new Set([thisYear, ...years, state.year])]
        .sort((a, b) => b - a)
        .map((year) => ({ year, selected: year === state.year })),
      directions: [
        choice('incoming', t('register.direction.incoming'), state.direction),
        choice('outgoing', t('register.direction.outgoing'), state.direction),
      ],
      cancellations: [
        choice('no', t('register.filter.cancelled.no'), state.cancelled),
        choice('yes', t('register.filter.cancelled.yes'), state.cancelled),
      ],
      registrations: registrations.map(named),
      waiting: waiting.map(named),
      outage,
      seesCases: may(actor, 'operator'),
      filtered: isFiltered(state),
      clear: `/register?year=${state.year}`,
      beginning: state.before ? registerListUrl(state) : '',
      later: hasMore ? registerListUrl(state, { before: last }) : '',
    });
  });
  return router;
};
