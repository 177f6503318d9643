import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DraftFile } from '../../../web/workshop/client/draft-file/draft-file.js';
import { keeperIn } from '../../../web/workshop/client/draft-file/kept.js';
import type { ServerFile } from '../../../web/workshop/client/draft-file/server.js';
import type { FileState } from '../../../web/workshop/client/draft-file/state.js';
import { Refusal } from '../../../web/workshop/client/page/server.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** One file as the server has it, with its rule about revisions and all that it has ever held. */
const serverWith = (content: string) => {
  const file: ServerFile = { content, revision: 1, savedAt: '2026-01-01T10:00:00Z', savedBy: 'Lara' };
  const state = { away: false, gone: false, past: [] as string[] };
  const write = (text: string, by: string): void => {
    state.past.push(file.content);
    Object.assign(file, { content: text, revision: file.revision + 1, savedBy: by });
  };
  return {
    file,
    state,
    write,
    load: async () => {
      if (state.away) throw new Refusal(0, '');
      return Promise.resolve(state.gone ? null : { ...file });
    },
    save: async (text: string, revision: number) => {
      if (state.away) throw new Refusal(0, '');
      if (revision !== file.revision)
        throw new Refusal(409, 'Intanto…', { error: { code: 'draft.overtaken' } });
      if (text === 'enorme') throw new Refusal(422, 'Supera i 2 MB.');
      write(text, 'Lara');
      return Promise.resolve({ revision: file.revision, savedAt: '2026-01-01T10:05:00Z' });
    },
  };
};
type Server = ReturnType<typeof serverWith>;

/** A browser's storage: its keys are its own, as in a browser. */
const browser = (): Storage => {
  const memory = Object.create({
    setItem: (key: string, value: string) => void (memory[key] = value),
    getItem: (key: string) => memory[key] ?? null,
    removeItem: (key: string) => void Reflect.deleteProperty(memory, key),
  }) as Record<string, string> & Storage;
  return memory;
};

/** A page with the file open: what is on its screen, and all that it was told. */
const opened = async (server: Server, storage: Storage, page = 'a') => {
  const screen = { text: '', told: [] as FileState[] };
  const place = { accountId: 'lara', draftId: 'd', path: 'sheet.yaml', page };
  const result = await DraftFile.open({
    server,
    keeper: keeperIn(storage, place),
    read: () => screen.text,
    show: (content) => void (screen.text = content),
    tell: (state) => void screen.told.push(state),
  });
  if (!result) throw new Error('no such file');
  screen.text = result.content;
  const { file } = result;
  return {
    file,
    screen,
    last: () => screen.told.at(-1),
    write: async (text: string, wait = 1000): Promise<void> => {
      screen.text = text;
      file.changed();
      await vi.advanceTimersByTimeAsync(wait);
    },
  };
};

test('saved a moment after the last change, not before; nothing is left in the browser', async () => {
  const [server, storage] = [serverWith('uno'), browser()];
  const page = await opened(server, storage);
  expect(page.last()).toEqual({ is: 'saved', at: null });
  await page.write('due', 100);
  expect([server.file.content, page.last()?.is]).toEqual(['uno', 'changed']);
  await page.write('tre');
  expect(server.file).toMatchObject({ content: 'tre', revision: 2 });
  expect(page.last()).toEqual({ is: 'saved', at: new Date('2026-01-01T10:05:00Z') });
  expect(Object.keys(storage)).toEqual([]);
});

test('while the server is away the browser keeps the text, and sends it when the server is back', async () => {
  const [server, storage] = [serverWith('uno'), browser()];
  const page = await opened(server, storage);
  server.state.away = true;
  await page.write('due');
  expect(page.last()).toEqual({ is: 'away', kept: true });
  expect(Object.keys(storage)).toHaveLength(1);
  server.state.away = false;
  await vi.advanceTimersByTimeAsync(6000);
  expect([server.file.content, page.last()?.is, Object.keys(storage)]).toEqual(['due', 'saved', []]);
});

test('what a closed page could not send is there at the next opening, and is sent', async () => {
  const [server, storage] = [serverWith('uno'), browser()];
  const page = await opened(server, storage);
  server.state.away = true;
  await page.write('due', 1000);
  vi.clearAllTimers(); // the page is closed
  server.state.away = false;
  const next = await opened(server, storage, 'b');
  expect(next.screen.text).toBe('due');
  await vi.advanceTimersByTimeAsync(1000);
  expect([server.file.content, Object.keys(storage)]).toEqual(['due', []]);
});

test.each([
  ['keepMine', 'mio', ['uno', 'loro']],
  ['takeTheirs', 'loro', ['uno', 'loro', 'mio']],
] as const)('overtaken, then %s: the other text is in the history', async (choice, left, past) => {
  const server = serverWith('uno');
  const page = await opened(server, browser());
  server.write('loro', 'Mario');
  await page.write('mio');
  expect(page.last()).toMatchObject({ is: 'overtaken', theirs: { content: 'loro', savedBy: 'Mario' } });
  await page.write('mio'); // nothing goes out before the choice
  expect(server.file.content).toBe('loro');
  await page.file[choice]();
  expect([server.file.content, page.screen.text, page.last()?.is]).toEqual([left, left, 'saved']);
  expect(server.state.past).toEqual(past);
});

test('a conflict left open when the page was closed is still one at the next opening', async () => {
  const [server, storage] = [serverWith('uno'), browser()];
  const page = await opened(server, storage);
  server.write('loro', 'Mario');
  await page.write('mio');
  const next = await opened(server, storage, 'b');
  expect([next.screen.text, next.last()?.is]).toEqual(['mio', 'overtaken']);
  await next.write('mio!');
  const third = await opened(server, storage, 'c');
  expect([third.screen.text, third.last()?.is, server.file.content]).toEqual(['mio!', 'overtaken', 'loro']);
});

test('who saved again what this page began from has changed nothing: no choice is asked for', async () => {
  const server = serverWith('uno');
  const page = await opened(server, browser());
  server.write('altro', 'Mario');
  server.write('uno', 'Mario');
  await page.write('due');
  expect([server.file.content, page.last()?.is]).toEqual(['due', 'saved']);
});

test('a text that the server refuses stays on the screen and in the browser, with the server’s sentence', async () => {
  const [server, storage] = [serverWith('uno'), browser()];
  const page = await opened(server, storage);
  await page.write('enorme');
  expect(page.last()).toEqual({ is: 'refused', message: 'Supera i 2 MB.' });
  expect([server.file.content, Object.keys(storage).length]).toEqual(['uno', 1]);
});

test('a file that somebody took away meanwhile can be kept', async () => {
  const server = serverWith('uno');
  const page = await opened(server, browser());
  server.write('', 'Mario');
  server.state.gone = true;
  await page.write('mio');
  expect(page.last()).toEqual({ is: 'overtaken', theirs: null });
  server.file.revision = 0;
  await page.file.keepMine();
  expect(server.file.content).toBe('mio');
});
