import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDataFolder } from '../../../start/lock.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sportello-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const lock = (): string => join(folder, 'sportello.lock');

test('a second Sportello on the same data is refused, with the way out', () => {
  const unlock = lockDataFolder(folder);
  expect(() => lockDataFolder(folder)).toThrow(/già in funzione su questi dati.*\n.*SPORTELLO_DATA/);
  unlock();
  expect(existsSync(lock())).toBe(false);
  lockDataFolder(folder)();
});

test('the lock of one that was killed is taken over', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => child.once('exit', resolve));
  writeFileSync(lock(), JSON.stringify({ pid: child.pid, started: 'Mon Jan  5 10:00:00 2026' }));
  const unlock = lockDataFolder(folder);
  expect((JSON.parse(readFileSync(lock(), 'utf8')) as { pid: number }).pid).toBe(process.pid);
  unlock();
});

test('a recycled process id is not taken for the owner, and a half-written lock is no lock', () => {
  writeFileSync(lock(), JSON.stringify({ pid: process.pid, started: 'Mon Jan  5 10:00:00 2026' }));
  lockDataFolder(folder)();
  writeFileSync(lock(), '{"pid":');
  lockDataFolder(folder)();
});
