import { NotFoundError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { audit } from '../../db/audit.js';
import { Account } from '../../db/models/account.js';
import { passDays } from '../../gym/pass-days.js';
import { isGym } from '../../gym/settings.js';
import { field } from '../form-body.js';
import { demoAccounts } from '../login/demo-accounts.js';
import { beginSession } from '../middleware/session.js';
import { homeOf } from '../navigation.js';
import { actorOf, createRouter, formOf, redirectWith, render, type Page, type PageRouter } from '../page.js';

/** Days that pass at one request: a term with its suspensions, and the answer still comes within a minute. */
const mostDays = 180;

/** What only the gym has: being anybody of the demonstration, and moving time. Elsewhere these pages don't exist. */
export const gymRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  router.use('/gym', async (_ctx, next) => {
    if (!isGym(services.config)) throw new NotFoundError('Palestra');
    await next();
  });

  router.get('/gym/people', async (ctx) => {
    const accounts = await demoAccounts(services.db);
    render(ctx, 'gym/people', { title: ctx.state.t('gym.people.title'), accounts });
  });

  router.post('/gym/people', async (ctx) => {
    const username = field(formOf(ctx), 'username');
    const account = await Account.query(services.db).findOne({ username, active: true });
    if (!account) throw new NotFoundError('Utente');
    const { id, displayName: name, roles, officeId } = account;
    const actor = { id, name, roles, officeId };
    await beginSession(ctx, services.db, id);
    await audit(services.db, { at: services.clock.now(), actor, act: 'accesso.palestra' });
    redirectWith(ctx, homeOf(actor));
  });

  const showTime = (ctx: Page, days: number, problem?: string): void =>
    render(ctx, 'gym/time', { title: ctx.state.t('gym.time'), most: mostDays, days, problem });

  router.get('/gym/time', (ctx) => {
    actorOf(ctx);
    showTime(ctx, 1);
  });

  router.post('/gym/time', async (ctx) => {
    actorOf(ctx);
    const days = Number(field(formOf(ctx), 'days'));
    if (!Number.isInteger(days) || days < 1 || days > mostDays) {
      ctx.status = 422;
      return showTime(ctx, 1, ctx.state.t('gym.time.wrong', { most: mostDays }));
    }
    await passDays(services, days);
    redirectWith(ctx, '/gym/time', 'gym.time.passed', { count: days });
  });
  return router;
};
