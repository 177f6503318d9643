import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface StoredDocument {
  storageKey: string;
  /** Hex SHA-256 of the content: the impronta of DPR 445/2000 art. 53. */
  sha256: string;
  /** Bytes. */
  size: number;
}

/** Where the bytes of documents live. Content is written once under its own hash and never changed. */
export interface DocumentStore {
  put(content: Buffer | Readable): Promise<StoredDocument>;
  open(storageKey: string): Readable;
  read(storageKey: string): Promise<Buffer>;
}

const pathOfKey = (folder: string, key: string): string => {
  if (!/^[0-9a-f]{64}$/.test(key)) throw new Error(`not a storage key: ${key}`);
  return join(folder, key.slice(0, 2), key);
};

/** Documents in a folder, named by their hash: the same content twice takes the place of one. */
export const folderStore = (folder: string): DocumentStore => ({
  async put(content) {
    const part = join(folder, 'incoming', randomUUID());
    await mkdir(dirname(part), { recursive: true });
    const hash = createHash('sha256');
    let size = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        size += chunk.length;
        done(null, chunk);
      },
    });
    try {
      const source = Buffer.isBuffer(content) ? Readable.from([content]) : content;
      await pipeline(source, measure, createWriteStream(part, { flush: true }));
      const sha256 = hash.digest('hex');
      const path = pathOfKey(folder, sha256);
      await mkdir(dirname(path), { recursive: true });
      await rename(part, path); // readers see the whole document or none
      return { storageKey: sha256, sha256, size };
    } finally {
      await rm(part, { force: true });
    }
  },
  open: (key) => createReadStream(pathOfKey(folder, key)),
  read: (key) => readFile(pathOfKey(folder, key)),
});
