import type { Readable } from 'node:stream';
import { errorText } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { scannerOf } from '../../papers/clamd.js';
import { inspect } from '../../papers/signatures/inspect.js';
import { receiveFile, type Received } from './receive-file.js';

/** Bytes of a megabyte, as the limit counts them. */
export const megabyte = 1_000_000;

/** Takes in one file, wherever it comes from: kind, size, viruses; then what signatures it carries. */
export const takeFile = async (
  { config, documents, log }: Services,
  file: { field: string; filename: string; source: Readable },
): Promise<Received> => {
  const received = await receiveFile(documents, {
    ...file,
    limit: config.SPORTELLO_UPLOAD_LIMIT_MB * megabyte,
    scanner: scannerOf(config),
    whenUnknown: config.CLAMD_WHEN_AWAY,
  });
  if (!received.ok) return received;
  try {
    return { ok: true, file: { ...received.file, ...(await inspect(documents, received.file)) } };
  } catch (error) {
    log.warn({ error: errorText(error) }, 'a file’s signatures could not be looked at');
    return received; // a signature that can't be read is no reason to refuse the document
  }
};
