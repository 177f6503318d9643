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

type Directives = Record<string, string[]>;

const headers = (policy: Directives) =>
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives: policy },
    // Sportello stands behind the Comune's own proxy, which answers for TLS
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  });

const strict = headers(directives);
/**
 * A file that somebody sent may load nothing, run nothing and stand only in our own pages. Browsers refuse to show a PDF
 * in a frame with the `sandbox` attribute, so this is the fence that a preview has, besides the viewer's own.
 */
const documents = headers({
  defaultSrc: ["'none'"],
  styleSrc: ["'unsafe-inline'"],
  frameAncestors: ["'self'"],
});
const modeler = headers({ ...directives, styleSrc: [...directives.styleSrc, "'unsafe-inline'"] });
const policies = { modeler, document: documents };

/** Headers that let a page load only what is ours; the modeler's page alone may use inline styles. */
export const securityHeaders: Middleware<PageState> = async (ctx, next) => {
  // Pages show personal data: no shared cache, and a browser asks again before it shows one a second time
  ctx.set('cache-control', 'private, no-cache');
  await next();
  const choose = ctx.state.csp ? policies[ctx.state.csp] : strict;
  await choose(ctx as never, () => Promise.resolve());
};
