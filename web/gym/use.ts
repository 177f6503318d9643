import type { Middleware } from 'koa';
import type { Knex } from 'knex';
import { wantGym } from '../../db/transactions/workshop/gym/gym.js';

const onceWithinMs = 30_000;

/** Notes that somebody uses the gym's pages, so that it isn't stopped under their hands. Pages that only listen don't count. */
export const noteUse = (db: Knex): Middleware => {
  let notedAt = 0;
  return async (ctx, next) => {
    if (ctx.path !== '/live' && Date.now() - notedAt > onceWithinMs) {
      notedAt = Date.now();
      await wantGym(db);
    }
    await next();
  };
};
