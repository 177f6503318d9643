import type { ParameterizedContext } from 'koa';
import { locales, type Locale, type Translate } from '../i18n.js';
import type { PageState } from '../page.js';
import { renderFragment, type PageFrame } from '../views.js';

export type PublicContext = ParameterizedContext<PageState>;

/** The reader's language, without a cookie: what the address says, else what the browser prefers. */
export const chooseLanguage = (ctx: PublicContext, translators: Record<Locale, Translate>): void => {
  const asked = locales.find((locale) => locale === ctx.query['lang']);
  const locale = asked ?? locales.find((one) => one === ctx.acceptsLanguages(...locales)) ?? 'it';
  Object.assign(ctx.state, { locale, t: translators[locale] });
  ctx.vary('accept-language');
};

/** Shows a page in the public layout. Nothing in it depends on who looks, and nothing is written to the browser. */
export const renderPublic = (
  ctx: PublicContext,
  view: string,
  data: { title: string; [key: string]: unknown },
): void => {
  const { views, services, t, locale } = ctx.state;
  const frame: PageFrame = {
    t,
    locale,
    now: services.clock.now(),
    csrf: '',
    path: ctx.path,
    url: ctx.url,
    actor: null,
    title: data.title,
    section: '',
    crumbs: [],
    badges: {},
    query: '',
  };
  const { desk, privacy, website } = services.catalogue.municipality;
  const lang = ctx.query['lang'] === locale ? `?lang=${locale}` : '';
  const content = new views.environment.SafeString(renderFragment(views, view, { ...data, lang }, frame));
  const other = locales.find((one) => one !== locale) ?? 'it';
  ctx.type = 'html';
  ctx.body = renderFragment(
    views,
    'public/layout',
    { content, site: views.site(), desk, privacy, website, lang, other, noIndex: data['noIndex'] === true },
    frame,
  );
};
