import { randomBytes } from 'node:crypto';
import type { Middleware } from 'koa';
import {
  BusinessError,
  ConflictError,
  errorText,
  ForbiddenError,
  InputError,
  NotFoundError,
} from '../core/errors.js';
import type { Log } from '../core/log.js';
import type { Params, Translate } from './i18n.js';
import { render, renderPart, wantsPart, type Page, type PageState } from './page.js';

/** What a person reads, and the status that machines read. */
export interface HttpError {
  status: number;
  code: string;
  message: string;
  remedy: string;
  fields?: Record<string, string>;
  /** Only for faults of the program: what to quote to who looks after Sportello. */
  reference?: string;
}

const statusByCode: Record<string, number> = {
  'login.required': 401,
  'csrf.refused': 403,
  'case.restricted': 403,
  'upload.request-too-large': 413,
  'upload.interrupted': 400,
  'login.locked': 429,
  'station.information': 403,
};

const statusOf = (error: BusinessError): number => {
  const known = statusByCode[error.code];
  if (known) return known;
  if (error instanceof NotFoundError) return 404;
  if (error instanceof ForbiddenError) return 403;
  if (error instanceof ConflictError) return 409;
  return 422;
};

/** Codes by which the data bank's absence shows: refused, reset, timed out, shutting down. */
const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08003',
]);

const isUnreachable = ({
  code,
  name,
  message,
}: {
  code?: unknown;
  name?: unknown;
  message?: unknown;
}): boolean =>
  unreachable.has(String(code)) ||
  name === 'KnexTimeoutError' ||
  /^Connection (terminated|ended)/.test(String(message)); // pg's own words, without a code, when the server is killed

const httpStatusOf = (error: unknown): number => {
  const { status } = error as { status?: unknown };
  if (typeof status === 'number' && status >= 400 && status < 500) return status;
  if (error instanceof URIError) return 400;
  return isUnreachable(error as object) ? 503 : 500;
};

/**
 * The only place that turns an error into HTTP.
 * @param error anything thrown by a page, a transaction or a middleware
 */
export const toHttpError = (error: unknown, t: Translate): HttpError => {
  if (error instanceof BusinessError) {
    const translated = (part: string, fallback: string): string => {
      const key = `error.${error.code}.${part}`;
      const text = t(key, error.details as Params);
      return text === key ? fallback : text;
    };
    return {
      status: statusOf(error),
      code: error.code,
      message: translated('message', error.message),
      remedy: translated('remedy', error.remedy),
      ...(error instanceof InputError ? { fields: error.fields } : {}),
    };
  }
  const status = httpStatusOf(error);
  const kind = status >= 500 || status === 404 || status === 413 ? status : 400;
  return {
    status,
    code: `http.${kind}`,
    message: t(`error.http.${kind}.message`),
    remedy: t(`error.http.${kind}.remedy`),
    ...(status >= 500 ? { reference: randomBytes(4).toString('hex') } : {}),
  };
};

const answer = (ctx: Page, problem: HttpError): void => {
  ctx.status = problem.status;
  if (ctx.accepts('html', 'json') === 'json') {
    ctx.body = { error: problem };
    return;
  }
  if (!ctx.state.views) {
    ctx.type = 'text';
    ctx.body = `${problem.message}\n${problem.remedy}`;
    return;
  }
  if (wantsPart(ctx)) {
    ctx.set('hx-retarget', '#messages');
    ctx.set('hx-reswap', 'innerHTML');
    renderPart(ctx, 'layout/problem', { ...problem });
    return;
  }
  render(ctx, 'layout/error', { title: problem.message, problem });
};

/** Answers every error with a plain page: what happened and the way out. Faults of the program go to the log. */
export const errors =
  (log: Log): Middleware<PageState> =>
  async (ctx, next) => {
    try {
      await next();
      if (ctx.status === 404 && ctx.body == null)
        throw Object.assign(new Error('no such page'), { status: 404 });
    } catch (error) {
      const problem = toHttpError(error, ctx.state.t);
      if (problem.status >= 500) {
        log.error(
          {
            reference: problem.reference,
            path: ctx.path,
            error: errorText(error),
            stack: (error as Error).stack,
          },
          'fault',
        );
      }
      answer(ctx as Page, problem);
    }
  };
