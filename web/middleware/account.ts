import type { Middleware } from 'koa';
import type { Actor, Role } from '../../core/actor.js';
import type { Services } from '../../core/services.js';
import { locales, type Locale, type Translate } from '../i18n.js';
import { opensByAddress } from '../queue/allowed.js';
import { actorOf, redirectWith, type Page, type PageState } from '../page.js';

const openToAll = new Set(['/login', '/language', '/gym/people']);

const asLocale = (value: string | null | undefined): Locale =>
  locales.find((locale) => locale === value) ?? 'it';

interface AccountRow {
  id: string;
  display_name: string;
  roles: Role[];
  office_id: string | null;
  locale: string;
}

/** Finds who is logged in. An account closed in the meantime is nobody, from its next request on. */
export const account =
  (services: Services, translators: Record<Locale, Translate>): Middleware<PageState> =>
  async (ctx, next) => {
    const { session } = ctx.state;
    const row = session.accountId
      ? ((await services.db('account').where({ id: session.accountId, active: true }).first()) as
          AccountRow | undefined)
      : undefined;
    ctx.state.actor = row ? actorFrom(row) : null;
    ctx.state.locale = asLocale(session.locale ?? row?.locale);
    ctx.state.t = translators[ctx.state.locale];
    await next();
  };

const actorFrom = (row: AccountRow): Actor & { id: string } => ({
  id: row.id,
  name: row.display_name,
  roles: row.roles,
  officeId: row.office_id,
});

/** Sends who isn't logged in to the login page, and from there back to where they were going. */
export const demandLogin: Middleware<PageState> = async (ctx, next) => {
  if (!ctx.state.actor && !openToAll.has(ctx.path) && !opensByAddress(ctx.path)) {
    if (ctx.method !== 'GET') actorOf(ctx as Page); // the error page keeps the browser's form one step back
    const target = ctx.path === '/' ? '' : `?next=${encodeURIComponent(ctx.url)}`;
    redirectWith(ctx as Page, `/login${target}`);
    return;
  }
  await next();
};
