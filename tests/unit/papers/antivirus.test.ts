import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderStore } from '../../../db/document-store.js';
import { clamd } from '../../../papers/clamd.js';
import { receiveFile, type Received } from '../../../web/uploads/receive-file.js';
import { clamdDouble, eicar, type ClamdDouble } from '../../helpers/clamd-double.js';

const folder = mkdtempSync(join(tmpdir(), 'sportello-antivirus-'));
const store = folderStore(folder);
let daemon: ClamdDouble;
beforeAll(async () => {
  daemon = await clamdDouble(200_000);
});
afterAll(async () => {
  await daemon.close();
  rmSync(folder, { recursive: true });
});

/** A PDF of some size with something in it, sent in pieces. */
const send = (
  inside: string,
  { address = daemon.address, size = 100_000, whenUnknown = 'refuse' as 'refuse' | 'accept' } = {},
): Promise<Received> => {
  const content = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size, 32), Buffer.from(inside)]);
  const pieces = Array.from({ length: Math.ceil(content.length / 5000) }, (_, index) =>
    content.subarray(index * 5000, (index + 1) * 5000),
  );
  const source = Readable.from(pieces, { objectMode: true });
  return receiveFile(store, {
    field: 'f',
    filename: 'a.pdf',
    source,
    limit: 1e6,
    scanner: clamd(address),
    whenUnknown,
  });
};

const storedFiles = (): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

test('a clean file is read whole by the scanner and marked as clean', async () => {
  const received = await send('niente');
  expect(received).toMatchObject({ ok: true, file: { antivirus: 'clean' } });
  expect(daemon.scanned.at(-1)).toBe(received.ok ? received.file.size : 0);
});

test('a file with a virus is refused and nothing of it is stored', async () => {
  const before = storedFiles();
  expect(await send(eicar)).toEqual({ ok: false, reason: 'infected' });
  expect(storedFiles()).toEqual(before);
});

test('a scanner that isn’t there: refused, or accepted and marked, as the setting says', async () => {
  const address = '127.0.0.1:9';
  expect(await send('x', { address })).toEqual({ ok: false, reason: 'scanner-away' });
  expect(await send('x', { address, whenUnknown: 'accept' })).toMatchObject({
    ok: true,
    file: { antivirus: 'unchecked' },
  });
});

test('a file too large for the scanner was not looked at: the same decision', async () => {
  expect(await send('x', { size: 500_000 })).toEqual({ ok: false, reason: 'scanner-away' });
  expect(await send('x', { size: 500_000, whenUnknown: 'accept' })).toMatchObject({
    ok: true,
    file: { antivirus: 'unchecked' },
  });
});
