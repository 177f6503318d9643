import type { Middleware } from 'koa';
import type { Log } from '../../core/log.js';
import type { PageState } from '../page.js';

/** Logs each request without its query (it may hold names) and tells the browser how long the server took. */
export const requestLog =
  (log: Log): Middleware<PageState> =>
  async (ctx, next) => {
    const start = performance.now();
    await next();
    const ms = Math.round((performance.now() - start) * 10) / 10;
    ctx.set('server-timing', `app;dur=${ms}`);
    log.info(
      { method: ctx.method, path: ctx.path, status: ctx.status, ms, account: ctx.state.actor?.id },
      'request',
    );
  };
