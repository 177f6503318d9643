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

/** Lets bytes through and measures them. */
const measuring = () => {
  const hash = createHash('sha256');
  let size = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  return { through, result: () => ({ sha256: hash.digest('hex'), size }) };
};

/**
 * Writes content to a file of its own, measuring it on the way, so that whoever keeps it knows hash and size beforehand.
 * @param use is given the finished file; it may move it away
 */
export const spooled = async <T>(
  folder: string,
  content: Buffer | Readable,
  use: (path: string, measured: { sha256: string; size: number }) => Promise<T>,
): Promise<T> => {
  const part = join(folder, 'incoming', randomUUID());
  await mkdir(dirname(part), { recursive: true });
  const { through, result } = measuring();
  try {
    const source = Buffer.isBuffer(content) ? Readable.from([content]) : content;
    await pipeline(source, through, createWriteStream(part, { flush: true }));
    return await use(part, result());
  } finally {
    await rm(part, { force: true });
  }
};

/** Documents in a folder, named by their hash: the same content twice takes the place of one. */
export const folderStore = (folder: string): DocumentStore => ({
  put: (content) =>
    spooled(folder, content, async (part, { sha256, size }) => {
      const path = pathOfKey(folder, sha256);
      await mkdir(dirname(path), { recursive: true });
      await rename(part, path); // readers see the whole document or none
      return { storageKey: sha256, sha256, size };
    }),
  open: (key) => createReadStream(pathOfKey(folder, key)),
  read: (key) => readFile(pathOfKey(folder, key)),
});
