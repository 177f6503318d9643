import { may } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import { markNoticeRead, noticeAuthors } from '../../../db/transactions/notices.js';
import { field } from '../../form-body.js';
import {
  actorOf,
  createRouter,
  formOf,
  localUrl,
  redirectWith,
  render,
  uuidParam,
  type PageRouter,
} from '../../page.js';
import { allNotices, noticesFor } from '../query.js';

/** What the desk must know now, for everybody; for authors also what was, and what is to come. */
export const noticeListRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, clock, catalogue } = services;

  router.get('/notices', async (ctx) => {
    const actor = actorOf(ctx);
    const author = may(actor, ...noticeAuthors);
    const [notices, all, published] = await Promise.all([
      noticesFor(db, { at: clock.now(), actor }),
      author ? allNotices(db, actor) : [],
      catalogue.published(),
    ]);
    const names = new Map([
      ...published.map(({ procedureId, sheet }) => [procedureId, sheet.title] as const),
      ...catalogue.municipality.offices.map(({ id, name }) => [id, name] as const),
    ]);
    render(ctx, 'notices/list', {
      title: ctx.state.t('notices.title'),
      section: 'notices',
      notices,
      author,
      all: all.map((notice) => ({
        ...notice,
        names: [...notice.procedures, ...notice.offices].map((id) => names.get(id) ?? id),
      })),
    });
  });

  router.post('/notices/:noticeId/read', async (ctx) => {
    await markNoticeRead(services, actorOf(ctx), uuidParam(ctx, 'noticeId', 'Avviso'));
    redirectWith(ctx, localUrl(field(formOf(ctx), 'back'), '/notices'));
  });
  return router;
};
