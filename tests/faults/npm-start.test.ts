import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inRepo } from '../../core/paths.js';
import { freePortSettings } from '../../start/ports.js';

let folder: string;
let settings: Record<string, string>;
const started: ChildProcess[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sportello-start-'));
  settings = await freePortSettings();
});
afterAll(() => {
  for (const child of started) if (child.exitCode === null) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** `npm start` in a terminal: what it says, and how it ends. */
const start = () => {
  const child = spawn(process.execPath, [inRepo('scripts/start.mjs')], {
    env: { ...process.env, ...settings, SPORTELLO_DATA: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let said = '';
  const hear: (() => void)[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      hear.forEach((listen) => listen());
    });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    child,
    ended,
    said: () => said,
    says: (words: RegExp) =>
      new Promise<void>((resolve, reject) => {
        const listen = (): void => void (words.test(said) && resolve());
        hear.push(listen);
        void ended.then(() => reject(new Error(`it ended without saying ${String(words)}:\n${said}`)));
        listen();
      }),
  };
};

const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('npm start leads to a usable address; a second start says so; Ctrl-C leaves nothing behind', async () => {
  const sportello = start();
  await sportello.says(/Ctrl-C per fermarlo/);
  for (const expected of [`http://127.0.0.1:${settings['SPORTELLO_PORT']}`, 'anna', 'parola chiave'])
    expect(sportello.said()).toContain(expected);
  const page = await fetch(`http://127.0.0.1:${settings['SPORTELLO_PORT']}/login`);
  expect(page.status).toBe(200);

  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.said()).toMatch(/già in funzione su questi dati/);
  expect(second.said()).not.toMatch(/\n\s+at /); // a person reads it, not a programmer

  const pids = [
    ...['zeebe.pid', 'app.pid'].map(
      (name) => (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { pid: number }).pid,
    ),
    Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]),
  ];
  expect(pids.every(lives)).toBe(true);
  sportello.child.kill('SIGINT');
  expect(await sportello.ended).toBe(0);
  expect(sportello.said()).toContain('Fermato.');
  expect(pids.filter(lives)).toEqual([]);
});
