import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../../core/config.js';
import { documentStoreOf } from '../../../db/configured-store.js';
import { folderStore, type DocumentStore } from '../../../db/document-store.js';
import { s3Store } from '../../../db/s3-store.js';
import { s3Double, s3Keys, type S3Double } from '../../helpers/s3-double.js';

const folder = mkdtempSync(join(tmpdir(), 'sportello-stores-'));
let s3: S3Double;
const stores: Record<string, () => DocumentStore> = {
  folder: () => folderStore(join(folder, 'folder')),
  S3: () => s3Store({ ...s3Keys, endpoint: s3.endpoint, spoolFolder: join(folder, 'spool') }),
};
beforeAll(async () => {
  s3 = await s3Double();
});
afterAll(async () => {
  await s3.close();
  rmSync(folder, { recursive: true });
});

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const inPieces = (content: Buffer): Readable =>
  Readable.from(Array.from({ length: 30 }, (_, i) => content.subarray(i * 100_000, (i + 1) * 100_000)));
const spoolOf = (name: string): string[] =>
  readdirSync(join(folder, name === 'S3' ? 'spool' : 'folder', 'incoming'));

describe.each(Object.keys(stores))('%s', (name) => {
  const store = (): DocumentStore => (stores[name] as () => DocumentStore)();

  test('keeps what is sent in pieces, under its hash, and gives it back', async () => {
    const content = randomBytes(3_000_000);
    const stored = await store().put(inPieces(content));
    expect(stored).toEqual({ storageKey: sha256(content), sha256: sha256(content), size: content.length });
    expect((await store().read(stored.storageKey)).equals(content)).toBe(true);
    expect((await buffer(store().open(stored.storageKey))).equals(content)).toBe(true);
    expect(spoolOf(name)).toEqual([]);
  });

  test('the same content twice is one, and an empty one is kept too', async () => {
    const [one, two] = [await store().put(Buffer.from('uguale')), await store().put(Buffer.from('uguale'))];
    expect(one).toEqual(two);
    expect(await store().read((await store().put(Buffer.alloc(0))).storageKey)).toHaveLength(0);
  });

  test('a sender that breaks off leaves nothing behind', async () => {
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('inizio');
        throw new Error('linea caduta');
      })(),
    );
    await expect(store().put(broken)).rejects.toThrow('linea caduta');
    expect(spoolOf(name)).toEqual([]);
  });

  test('what isn’t there is an error, not an empty document; a key is a hash and nothing else', async () => {
    const missing = 'a'.repeat(64);
    await expect(store().read(missing)).rejects.toThrow();
    await expect(buffer(store().open(missing))).rejects.toThrow();
    await expect(async () => store().read('../../etc/passwd')).rejects.toThrow('storage key');
  });
});

test('a wrong secret is refused by the store, and told', async () => {
  const thief = s3Store({ ...s3Keys, secretAccessKey: 'altro', endpoint: s3.endpoint, spoolFolder: folder });
  await expect(thief.put(Buffer.from('x'))).rejects.toThrow('403 SignatureDoesNotMatch');
});

test('S3 half configured says what is missing', () => {
  const config = readConfig({ SPORTELLO_DATA: folder, S3_ENDPOINT: s3.endpoint, S3_BUCKET: 'x' });
  expect(() => documentStoreOf(config)).toThrow('S3_ACCESS_KEY, S3_SECRET_KEY');
});
