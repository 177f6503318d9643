import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Knex } from 'knex';
import type { Clock } from '../../../core/clock.js';

/** So many wrong codes from one address, and it must wait until the window is over. Right ones are never counted. */
export const guessLimit = 20;
export const guessWindowMinutes = 15;

export interface Guesses {
  /** Minutes to wait; 0 when the address may ask. */
  waitOf(address: string): Promise<number>;
  /** Counts a wrong code. */
  note(address: string): Promise<void>;
}

/** One provider's customer has a whole /64 of IPv6: it counts as one address. */
const networkOf = (address: string): string => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const groups = head.split(':').filter(Boolean);
  const after = tail.split(':').filter(Boolean);
  const missing = Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => '0');
  return [...groups, ...missing, ...after].slice(0, 4).join(':');
};

/** Counted in Postgres, so that several web processes count together; a restart forgives nobody. */
export const createGuesses = ({ db, clock, secret }: { db: Knex; clock: Clock; secret: string }): Guesses => {
  const nameOf = (address: string): string =>
    createHmac('sha256', secret).update(networkOf(address)).digest('base64url');
  const windowStart = (): Date => new Date(clock.now().getTime() - guessWindowMinutes * 60_000);

  return {
    async waitOf(address) {
      const row = (await db('public_guess')
        .where({ address: nameOf(address) })
        .andWhere('since', '>', windowStart())
        .andWhere('misses', '>=', guessLimit)
        .first('since')) as { since: Date } | undefined;
      return row ? Math.ceil((row.since.getTime() - windowStart().getTime()) / 60_000) : 0;
    },
    async note(address) {
      await db('public_guess').where('since', '<=', windowStart()).delete();
      await db('public_guess')
        .insert({ address: nameOf(address), misses: 1, since: clock.now() })
        .onConflict('address')
        .merge({ misses: db.raw('public_guess.misses + 1') });
    },
  };
};
