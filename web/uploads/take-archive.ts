import type { Readable } from 'node:stream';
import { zipLimits } from '../../processes/catalogue/folder-zip.js';

/** Name of the one field that takes a zip: a procedure's folder. Elsewhere zips are no documents. */
export const archiveField = 'folder';

/** Takes a zip into memory; one that is too large one byte beyond the limit, so that whoever reads it can say so. */
export const takeArchive = async (source: Readable): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    if (size <= zipLimits.zip) chunks.push(chunk);
    size += chunk.length;
  }
  return Buffer.concat(chunks).subarray(0, zipLimits.zip + 1);
};
