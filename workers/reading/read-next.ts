import { errorText } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import type { ReadingThread } from './thread/thread.js';

/** A file larger than this is kept and shown, but not read: nobody looks for a word in it. */
const sizeLimit = 30_000_000;
/** A document that can't be had from the store is tried again later, this often. */
const attemptLimit = 3;

interface Waiting {
  id: string;
  storageKey: string;
  mediaType: string;
  size: string;
  attempts: number;
}

class Unreadable extends Error {}

const textOf = async (
  { documents }: Pick<Services, 'documents'>,
  thread: ReadingThread,
  { storageKey, mediaType, size }: Waiting,
): Promise<string> => {
  if (Number(size) > sizeLimit) throw new Unreadable('larger than what is read');
  const content = await documents.read(storageKey);
  return thread.read({ content: new Uint8Array(content), mediaType }).catch((error: unknown) => {
    throw new Unreadable(errorText(error));
  });
};

/**
 * Reads the text of one document that waits for it and puts it into the search. The row stays locked meanwhile, so that
 * several processes share the work, and a crash leaves the document waiting. What can't be read is noted and left alone.
 * @returns `later` when there is nothing to do now
 */
export const readNext = (
  services: Pick<Services, 'db' | 'documents' | 'clock'>,
  thread: ReadingThread,
): Promise<'done' | 'later'> =>
  services.db.transaction(async (trx) => {
    const waiting = (await trx('document_text')
      .join('document', 'document.id', 'document_text.document_id')
      .where('document_text.status', 'waiting')
      .orderBy(['document_text.attempts', 'document_text.document_id'])
      .forUpdate('document_text')
      .skipLocked()
      .first({
        id: 'document.id',
        storageKey: 'document.storage_key',
        mediaType: 'document.media_type',
        size: 'document.size',
        attempts: 'document_text.attempts',
      })) as Waiting | undefined;
    if (!waiting) return 'later';
    const note = (outcome: Record<string, unknown>): Promise<unknown> =>
      trx('document_text').where({ document_id: waiting.id }).update(outcome);
    const done_at = services.clock.now();
    try {
      const content = await textOf(services, thread, waiting);
      await note(content ? { status: 'read', content, done_at } : { status: 'empty', done_at });
      return 'done';
    } catch (error) {
      const attempts = waiting.attempts + 1;
      const isFinal = error instanceof Unreadable || attempts >= attemptLimit;
      await note({ attempts, error: errorText(error), ...(isFinal ? { status: 'failed', done_at } : {}) });
      return isFinal ? 'done' : 'later';
    }
  });
