import pg from 'pg';
import { errorText } from '../core/errors.js';
import type { Log } from '../core/log.js';

/** Channels that Sportello's processes wake each other on. Payloads are short ids, never personal data. */
export type Channel =
  'engine_command' | 'projection' | 'clock' | 'procedures' | 'term_alarm' | 'queue' | 'document' | 'gym';

export interface Listener {
  /** Calls back at every notification of the channel, and once after each reconnection (something may have been missed). */
  on(channel: Channel, callback: (payload: string) => void): void;
  close(): Promise<void>;
}

/**
 * One connection that listens for notifications and reconnects by itself.
 * @param url connection URL of the data bank
 */
export const listen = (url: string, log: Log): Listener => {
  const callbacks = new Map<Channel, ((payload: string) => void)[]>();
  let client: pg.Client | undefined;
  let closed = false;
  let asking: Promise<unknown> = Promise.resolve();
  let retry: NodeJS.Timeout | undefined;

  const open = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: 'sportello listen' });
    next.on('notification', ({ channel, payload }) => {
      callbacks.get(channel as Channel)?.forEach((callback) => callback(payload ?? ''));
    });
    next.on('error', () => undefined); // 'end' follows and reconnects
    await next.connect();
    next.on('end', () => {
      if (!closed) retry = setTimeout(reopen, 500);
    });
    client = next;
    for (const channel of callbacks.keys()) await next.query(`listen ${channel}`);
  };
  const reopen = (): void => {
    open()
      .then(() => callbacks.forEach((list) => list.forEach((callback) => callback(''))))
      .catch((error: unknown) => {
        log.warn({ error: errorText(error) }, 'listener cannot reach the data bank, trying again');
        if (!closed) retry = setTimeout(reopen, 500);
      });
  };
  reopen();

  return {
    on(channel, callback) {
      callbacks.set(channel, [...(callbacks.get(channel) ?? []), callback]);
      // One query at a time; a dead connection listens again when it reopens.
      asking = asking.then(() => client?.query(`listen ${channel}`)).catch(() => undefined);
    },
    async close() {
      closed = true;
      clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
};

/** Wakes the listeners of a channel when the transaction commits. */
export const notify = async (
  db: { raw(sql: string, values: string[]): PromiseLike<unknown> },
  channel: Channel,
  payload = '',
): Promise<void> => {
  await db.raw('select pg_notify(?, ?)', [channel, payload]);
};
