import type { Services } from '../../../core/services.js';
import { dateInRome } from '../../../law/calendar.js';
import { demandRole, render, type PageRouter } from '../../page.js';
import { lateCases } from './query.js';

/** `/deadlines/late`: the list for the governing body, one year at a time (L. 241/1990 art. 2 c. 9-quater). */
export const lateRoutes = (router: PageRouter, { db, clock }: Services): void => {
  router.get('/deadlines/late', async (ctx) => {
    const actor = demandRole(ctx, 'operator', 'officer', 'responsible');
    const { t } = ctx.state;
    const today = dateInRome(clock.now());
    const thisYear = Number(today.slice(0, 4));
    const asked = Number(ctx.query['year']);
    const year = Number.isInteger(asked) && asked > 1990 && asked <= thisYear ? asked : thisYear;
    render(ctx, 'deadlines/late', {
      title: t('deadlines.late.title', { year: String(year) }),
      section: 'deadlines',
      crumbs: [{ label: t('deadlines.title'), href: '/deadlines' }, { label: String(year) }],
      year,
      years: [thisYear, thisYear - 1, thisYear - 2].map((one) => ({
        year: String(one),
        current: one === year,
      })),
      cases: await lateCases(db, actor, { year, today }),
    });
  });
};
