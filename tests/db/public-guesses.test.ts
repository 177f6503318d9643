import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createGuesses,
  guessLimit,
  guessWindowMinutes,
  type Guesses,
} from '../../web/public/status/guesses.js';
import { testDatabase, type TestDatabase } from '../helpers/database.js';

let database: TestDatabase;
let guesses: Guesses;
let now = new Date('2026-03-02T09:00:00Z');
beforeAll(async () => {
  database = await testDatabase();
  const clock = { now: () => now };
  guesses = createGuesses({ db: database.db, clock, secret: 'una chiave lunga abbastanza per la prova' });
});
afterAll(() => database.close());

const miss = async (address: string, times: number): Promise<void> => {
  await Promise.all(Array.from({ length: times }, () => guesses.note(address)));
};

test('counts a provider’s customer as one address, and others apart', async () => {
  await miss('2001:db8:0:7::1', guessLimit - 1);
  expect(await guesses.waitOf('2001:db8:0:7::1')).toBe(0);
  await miss('2001:db8::7:1:2:3:4', 1);
  expect(await guesses.waitOf('2001:db8:0:7:aaaa::9')).toBe(guessWindowMinutes);
  expect(await guesses.waitOf('2001:db8:0:8::1')).toBe(0);
  expect(await guesses.waitOf('198.51.100.4')).toBe(0);
});

test('counts an IPv4 address the same however the socket writes it, and forgets it when the window is over', async () => {
  await miss('::ffff:198.51.100.9', guessLimit);
  expect(await guesses.waitOf('198.51.100.9')).toBe(guessWindowMinutes);
  now = new Date(now.getTime() + (guessWindowMinutes + 1) * 60_000);
  expect(await guesses.waitOf('198.51.100.9')).toBe(0);
  await miss('203.0.113.1', 1);
  expect(await database.db('public_guess').select('misses')).toEqual([{ misses: 1 }]);
});
