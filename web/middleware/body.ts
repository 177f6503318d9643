import { bodyParser } from '@koa/bodyparser';
import type { Middleware } from 'koa';
import type { Services } from '../../core/services.js';
import { emptyForm } from '../form-body.js';
import type { PageState } from '../page.js';
import { receiveMultipart } from '../uploads/receive.js';

// Forms come in as text and are read by URLSearchParams: names with brackets or repeated mean nothing special to us.
const parse = bodyParser({
  enableTypes: ['json', 'text'],
  extendTypes: { text: ['application/x-www-form-urlencoded'] },
  jsonLimit: '6mb',
  textLimit: '2mb',
});

/** Reads what was sent into `ctx.state.form`. Files are accepted only from people who are logged in. */
export const body =
  (services: Services): Middleware<PageState> =>
  async (ctx, next) => {
    ctx.state.form = emptyForm();
    if (ctx.is('multipart/form-data')) {
      const { actor, session, t } = ctx.state;
      if (actor) ctx.state.form = await receiveMultipart(services, ctx.req, session.csrf, t);
      return next();
    }
    await parse(ctx as never, () => Promise.resolve());
    const parsed = (ctx.request as { body?: unknown }).body;
    if (typeof parsed === 'string') ctx.state.form.fields = new URLSearchParams(parsed);
    else if (ctx.is('json')) ctx.state.form.json = parsed ?? null;
    await next();
  };
