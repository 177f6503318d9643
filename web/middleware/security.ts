import type { Middleware } from 'koa';
import helmet from 'koa-helmet';
import type { PageState } from '../page.js';

const directives = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  frameSrc: ["'self'"],
  frameAncestors: ["'self'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
};

const headers = (styleSrc: string[]) =>
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { ...directives, styleSrc } },
    // Sportello stands behind the Comune's own proxy, which answers for TLS
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  });

const strict = headers(directives.styleSrc);
const modeler = headers([...directives.styleSrc, "'unsafe-inline'"]);

/** Headers that let a page load only what is ours; the modeler's page alone may use inline styles. */
export const securityHeaders: Middleware<PageState> = async (ctx, next) => {
  // Pages show personal data: no shared cache, and a browser asks again before it shows one a second time
  ctx.set('cache-control', 'private, no-cache');
  await next();
  const choose = ctx.state.csp === 'modeler' ? modeler : strict;
  await choose(ctx as never, () => Promise.resolve());
};
