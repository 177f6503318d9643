import Router, { type RouterContext } from '@koa/router';
import { demand, type Actor, type Role } from '../core/actor.js';
import { BusinessError, NotFoundError } from '../core/errors.js';
import type { Services } from '../core/services.js';
import type { ContactBar } from './contacts/bar/model.js';
import type { Station } from '../db/stations.js';
import type { FormBody } from './form-body.js';
import type { Locale, Params, Translate } from './i18n.js';
import type { SessionData } from './middleware/session.js';
import { renderFragment, renderPage, type PageFrame, type Views } from './views.js';

/** What the middleware has found out before a page's own code runs. */
export interface PageState {
  services: Services;
  views: Views;
  /** Null on the few pages open to everybody. */
  actor: (Actor & { id: string }) | null;
  /** Where an operator works today; null elsewhere than at a desk. */
  station: Station | null;
  locale: Locale;
  t: Translate;
  session: SessionData;
  form: FormBody;
  /** The contacts of who uses the page; operators only. */
  contactBar?: ContactBar | undefined;
  /** How much waits in a room for who uses the page, by the room's key. */
  badges?: Record<string, number>;
  /** `modeler` allows inline styles, which bpmn-js needs; `document` allows a file nothing at all. Set it before rendering. */
  csp?: 'modeler' | 'document';
}
export type Page = RouterContext<PageState>;
export type PageRouter = Router<PageState>;

/** What every view gets besides its own data. `section` lights up the navigation; the last crumb is the page itself. */
export interface ViewData {
  title: string;
  section?: string;
  crumbs?: { label: string; href?: string }[];
  [key: string]: unknown;
}

/** A router whose pages only people with one of the roles may open; without roles, everybody who is logged in. */
export const createRouter = (...roles: Role[]): PageRouter => {
  const router = new Router<PageState>();
  if (roles.length > 0) {
    router.use(async (ctx, next) => {
      demand(actorOf(ctx as Page), ...roles);
      await next();
    });
  }
  return router;
};

const frameOf = (ctx: Page, data: ViewData): PageFrame => ({
  t: ctx.state.t,
  locale: ctx.state.locale,
  now: ctx.state.services.clock.now(),
  csrf: ctx.state.session.csrf ?? '',
  path: ctx.path,
  url: ctx.url,
  actor: ctx.state.actor,
  station: ctx.state.station,
  title: data.title,
  section: data.section ?? '',
  crumbs: data.crumbs ?? [],
  contactBar: ctx.state.contactBar,
  badges: ctx.state.badges ?? {},
  query: ctx.path === '/search' && typeof ctx.query['q'] === 'string' ? ctx.query['q'] : '',
});

/** Shows a whole page: the view `web/<view>/view.hbs` inside the layout. */
export const render = (ctx: Page, view: string, data: ViewData): void => {
  const flash = wantsPart(ctx) ? undefined : ctx.state.session.flash; // htmx keeps only a part: not the message
  if (flash) delete ctx.state.session.flash;
  const frame = { ...frameOf(ctx, data), ...(flash ? { flash: ctx.state.t(flash.key, flash.params) } : {}) };
  ctx.type = 'html';
  ctx.body = renderPage(ctx.state.views, view, data, frame);
};

/** Shows a part of a page without the layout, for htmx to put in place. */
export const renderPart = (ctx: Page, view: string, data: Record<string, unknown>): void => {
  ctx.type = 'html';
  ctx.body = renderFragment(ctx.state.views, view, data, frameOf(ctx, { title: '' }));
};

/** True when htmx asks for a part; the same address without htmx shows the whole page. */
export const wantsPart = (ctx: Page): boolean =>
  ctx.get('hx-request') === 'true' && ctx.get('hx-boosted') !== 'true';

/** Who is using the page. @throws BusinessError `login.required` when nobody is logged in */
export const actorOf = (ctx: Page): Actor & { id: string } => {
  if (ctx.state.actor) return ctx.state.actor;
  throw new BusinessError('login.required', {
    message: 'Per questa pagina serve l’accesso.',
    remedy: 'Accedi e riprova.',
  });
};

/** @throws ForbiddenError unless who uses the page has one of the roles */
export const demandRole = (ctx: Page, ...roles: Role[]): Actor & { id: string } => {
  const actor = actorOf(ctx);
  demand(actor, ...roles);
  return actor;
};

/** What was sent with the request; see form-body.ts. */
export const formOf = (ctx: Page): FormBody => ctx.state.form;

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** An id out of the address. @throws NotFoundError naming `what` when it can't be one */
export const uuidParam = (ctx: Page, name: string, what: string): string => {
  const value = ctx.params[name] ?? '';
  if (!uuid.test(value)) throw new NotFoundError(what);
  return value;
};

/** A key of the engine out of the address, as text. @throws NotFoundError naming `what` when it can't be one */
export const keyParam = (ctx: Page, name: string, what: string): string => {
  const value = ctx.params[name] ?? '';
  if (!/^\d{1,19}$/.test(value)) throw new NotFoundError(what);
  return value;
};

export const isUuid = (value: string): boolean => uuid.test(value);

/** An address of ours to go back to; anything that leads elsewhere becomes the fallback. */
export const localUrl = (value: string | undefined | null, fallback: string): string =>
  value && /^\/(?![/\\])[^\\\s]*$/.test(value) ? value : fallback;

/** Goes to another page (303, so that the back button and reload never send twice), which shows the message once. */
export const redirectWith = (ctx: Page, url: string, flashKey?: string, params?: Params): void => {
  if (flashKey) ctx.state.session.flash = { key: flashKey, params: params ?? {} };
  if (wantsPart(ctx)) {
    ctx.set('hx-redirect', url);
    ctx.status = 200;
    ctx.body = '';
    return;
  }
  ctx.redirect(url);
  ctx.status = 303;
};
