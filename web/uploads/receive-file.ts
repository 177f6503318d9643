import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { DocumentStore } from '../../db/document-store.js';
import type { ReceivedFile } from '../form-body.js';
import { headSize, judgeKind } from './kinds.js';

/** Why a file was refused; becomes the message `upload.<reason>`. */
export type Refusal = 'empty' | 'too-large' | 'unknown-ending' | 'mismatch';
export type Received = { ok: true; file: ReceivedFile } | { ok: false; reason: Refusal };

class TooLarge extends Error {}

/** The name as a person gave it, without folders and control characters; at most 150 characters. */
export const cleanFilename = (name: string): string =>
  basename(name.replaceAll('\\', '/'))
    .normalize('NFC')
    .replace(/[\p{C}"<>|:*?/]/gu, '_')
    .slice(-150);

const readHead = async (chunks: AsyncIterator<Buffer>): Promise<{ head: Buffer[]; bytes: number }> => {
  const head: Buffer[] = [];
  let bytes = 0;
  while (bytes < headSize) {
    const { value, done } = await chunks.next();
    if (done) break;
    head.push(value);
    bytes += value.length;
  }
  return { head, bytes };
};

/**
 * Stores one file while it arrives. Its kind is judged by its first bytes, so that a wrong file is never stored.
 * @param source the file's bytes; always read to the end, because the fields after it are wanted too
 * @param limit bytes at most
 */
export const receiveFile = async (
  store: DocumentStore,
  { field, filename, source, limit }: { field: string; filename: string; source: Readable; limit: number },
): Promise<Received> => {
  const chunks = source.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  try {
    const name = cleanFilename(filename);
    const { head, bytes } = await readHead(chunks);
    if (bytes === 0) return { ok: false, reason: 'empty' };
    const kind = await judgeKind(name, Buffer.concat(head).subarray(0, headSize));
    if (!kind.ok) return kind;
    const stored = await store.put(Readable.from(limited(head, chunks, limit)));
    return { ok: true, file: { field, filename: name, mediaType: kind.mediaType, ...stored } };
  } catch (error) {
    if (error instanceof TooLarge) return { ok: false, reason: 'too-large' };
    throw error;
  } finally {
    await chunks.return?.(); // lets go of the stream, which else would wait for its reader for ever
    source.resume();
  }
};

async function* limited(head: Buffer[], rest: AsyncIterator<Buffer>, limit: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  const counted = (chunk: Buffer): Buffer => {
    bytes += chunk.length;
    if (bytes > limit) throw new TooLarge();
    return chunk;
  };
  for (const chunk of head) yield counted(chunk);
  for (;;) {
    const { value, done } = await rest.next();
    if (done) return;
    yield counted(value);
  }
}
