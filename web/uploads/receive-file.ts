import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { DocumentStore } from '../../db/document-store.js';
import type { Scan, VirusScanner } from '../../papers/clamd.js';
import type { ReceivedFile } from '../form-body.js';
import { headSize, judgeKind } from './kinds.js';

/** Why a file was refused; becomes the message `upload.<reason>`. */
export type Refusal = 'empty' | 'too-large' | 'unknown-ending' | 'mismatch' | 'infected' | 'scanner-away';
export type Received = { ok: true; file: ReceivedFile } | { ok: false; reason: Refusal };

class Refused extends Error {
  constructor(readonly reason: Refusal) {
    super(reason);
  }
}

export interface Arriving {
  field: string;
  filename: string;
  /** The file's bytes; always read to the end, because the fields after it are wanted too. */
  source: Readable;
  /** Bytes at most. */
  limit: number;
  scanner?: VirusScanner | null;
  /** What happens to a file that the scanner could not look at. */
  whenUnknown?: 'refuse' | 'accept';
}

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
 * Stores one file while it arrives. Its kind is judged by its first bytes, and the virus scanner reads along, so that a
 * wrong file is never stored.
 */
export const receiveFile = async (store: DocumentStore, arriving: Arriving): Promise<Received> => {
  const { field, filename, source, limit, scanner, whenUnknown = 'refuse' } = arriving;
  const chunks = source.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  const scan = scanner?.open() ?? null;
  try {
    const name = cleanFilename(filename);
    const { head, bytes } = await readHead(chunks);
    if (bytes === 0) return { ok: false, reason: 'empty' };
    const kind = await judgeKind(name, Buffer.concat(head).subarray(0, headSize));
    if (!kind.ok) return kind;
    let antivirus: ReceivedFile['antivirus'] = null;
    const judged = async (): Promise<void> => {
      if (scan) antivirus = await stateAfter(scan, whenUnknown);
    };
    const passing = scanned(limited(head, chunks, limit), scan, judged);
    const stored = await store.put(Readable.from(passing));
    return { ok: true, file: { field, filename: name, mediaType: kind.mediaType, antivirus, ...stored } };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.reason };
    throw error;
  } finally {
    scan?.abort();
    await chunks.return?.(); // lets go of the stream, which else would wait for its reader for ever
    source.resume();
  }
};

const stateAfter = async (scan: Scan, whenUnknown: 'refuse' | 'accept'): Promise<'clean' | 'unchecked'> => {
  const { state } = await scan.verdict();
  if (state === 'infected') throw new Refused('infected');
  if (state === 'unknown' && whenUnknown === 'refuse') throw new Refused('scanner-away');
  return state === 'clean' ? 'clean' : 'unchecked';
};

/** The bytes on their way to the store, read along by the scanner; its verdict comes before the store has the last of them. */
async function* scanned(
  bytes: AsyncGenerator<Buffer>,
  scan: Scan | null,
  judged: () => Promise<void>,
): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    await scan?.write(chunk);
    yield chunk;
  }
  await judged();
}

async function* limited(head: Buffer[], rest: AsyncIterator<Buffer>, limit: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  const counted = (chunk: Buffer): Buffer => {
    bytes += chunk.length;
    if (bytes > limit) throw new Refused('too-large');
    return chunk;
  };
  for (const chunk of head) yield counted(chunk);
  for (;;) {
    const { value, done } = await rest.next();
    if (done) return;
    yield counted(value);
  }
}
