import { createHash, randomBytes } from 'node:crypto';
import type Koa from 'koa';
import { createSession } from 'koa-session';
import type { Knex } from 'knex';
import type { Params } from '../i18n.js';

/** What a browser's session holds; nothing in it is personal data of the public. */
export interface SessionData {
  accountId?: string;
  csrf?: string;
  locale?: string;
  flash?: { key: string; params: Params };
  /** Number of the station where the operator works. */
  station?: number;
  /** Filters and place in the lists, by list: going into a task and back loses neither. */
  lists?: Record<string, string>;
}

/** A working day: who comes back in the morning logs in again. */
const lifetime = 10 * 60 * 60 * 1000;

/** The row's name: a copy of the table must not open anybody's session. */
const rowOf = (id: string): string => createHash('sha256').update(id).digest('hex');

const store = (db: Knex) => ({
  async get(id: string): Promise<unknown> {
    const row = (await db('session')
      .where({ id: rowOf(id) })
      .andWhere('expires_at', '>', db.fn.now())
      .first('data')) as { data: unknown } | undefined;
    return row?.data;
  },
  async set(id: string, data: unknown, maxAge: number): Promise<void> {
    const expiresAt = new Date(Date.now() + maxAge);
    await db('session')
      .insert({ id: rowOf(id), data: JSON.stringify(data), expires_at: expiresAt })
      .onConflict('id')
      .merge();
  },
  async destroy(id: string): Promise<void> {
    await db('session')
      .where({ id: rowOf(id) })
      .delete();
  },
});

/**
 * Sessions in Postgres, so that several web processes share them and a restart loses none.
 * The wall clock, not the office's, says when they end.
 * @param cookie its name: browsers keep cookies by host, and the gym is another port of the same one
 */
export const sessions = (app: Koa, db: Knex, cookie: string): Koa.Middleware => {
  const options = {
    key: cookie,
    maxAge: lifetime,
    renew: true,
    signed: true,
    httpOnly: true,
    sameSite: 'lax',
    genid: () => randomBytes(24).toString('base64url'),
    store: store(db),
  };
  return createSession(options, app as never) as unknown as Koa.Middleware;
};

interface LiveSession extends SessionData {
  regenerate(): Promise<void> | undefined;
}

/** The session of a request; writing to it is enough to keep it. */
export const sessionOf = (ctx: object): LiveSession => (ctx as { session: LiveSession }).session;

/** Somebody comes in: their session is a new one. */
export const beginSession = async (ctx: object, db: Knex, accountId: string): Promise<void> => {
  const session = sessionOf(ctx);
  session.accountId = accountId;
  delete session.csrf; // a token seen before the login is worth nothing after it
  await session.regenerate();
  await forgetEndedSessions(db);
};

/** Ends a session: the row goes, the cookie too. */
export const endSession = (ctx: object): void => {
  (ctx as { session: LiveSession | null }).session = null;
};

/** Forgets sessions that have ended; called when somebody logs in. */
const forgetEndedSessions = async (db: Knex): Promise<void> => {
  await db('session').where('expires_at', '<', db.fn.now()).delete();
};
