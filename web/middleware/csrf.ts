import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Middleware } from 'koa';
import { BusinessError } from '../../core/errors.js';
import type { PageState } from '../page.js';
import { opensByAddress } from '../queue/allowed.js';
import { sessionOf } from './session.js';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

const refused = (): BusinessError =>
  new BusinessError('csrf.refused', {
    message: 'Questa pagina non è più valida.',
    remedy: 'Torna indietro con il browser, ricarica la pagina e invia di nuovo.',
  });

/** True when the token that came with the request is the session's. */
export const sameToken = (expected: string | undefined, given: string | null | undefined): boolean => {
  if (!expected || !given) return false;
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** @throws BusinessError `csrf.refused` unless the token is the session's */
export const demandToken = (expected: string | undefined, given: string | null | undefined): void => {
  if (!sameToken(expected, given)) throw refused();
};

/** Gives each session its token, before any form is shown or read. */
export const csrfToken: Middleware<PageState> = async (ctx, next) => {
  const session = sessionOf(ctx);
  session.csrf ??= randomBytes(24).toString('base64url');
  ctx.state.session = session;
  await next();
};

/**
 * Refuses every unsafe request that doesn't carry the session's token in the hidden field `_csrf` or the header
 * `x-csrf-token`. Who knows a machine's secret address may use it: nothing else is asked of it. A form with files is checked by the reader already, before the first file is stored.
 */
export const csrfCheck: Middleware<PageState> = async (ctx, next) => {
  if (!safe.has(ctx.method) && !opensByAddress(ctx.path)) {
    const given = ctx.get('x-csrf-token') || ctx.state.form.fields.get('_csrf');
    demandToken(ctx.state.session.csrf, given);
  }
  await next();
};
