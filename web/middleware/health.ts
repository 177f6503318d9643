import type { Middleware } from 'koa';
import type { Knex } from 'knex';

/** `GET /health` for supervisors and proxies: `ok` while the data bank answers too. It opens no session. */
export const health =
  (db: Knex): Middleware =>
  async (ctx, next) => {
    if (ctx.path !== '/health') return next();
    await db.raw('select 1');
    ctx.type = 'text';
    ctx.body = 'ok';
  };
