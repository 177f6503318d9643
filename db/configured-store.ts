import { join } from 'node:path';
import type { Config } from '../core/config.js';
import { folderStore, type DocumentStore } from './document-store.js';
import { s3Store } from './s3-store.js';

/**
 * Where the configuration says that documents live: a folder among the data, or an S3-compatible store.
 * @throws Error naming what is missing, when S3 is only half configured
 */
export const documentStoreOf = (config: Config): DocumentStore => {
  const folder = join(config.SPORTELLO_DATA, 'documents');
  const { S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY, S3_SECRET_KEY } = config;
  if (!S3_ENDPOINT) return folderStore(folder);
  const given = { S3_BUCKET, S3_ACCESS_KEY, S3_SECRET_KEY };
  const missing = Object.entries(given).filter(([, value]) => !value);
  if (!S3_BUCKET || !S3_ACCESS_KEY || !S3_SECRET_KEY) {
    throw new Error(`Con S3_ENDPOINT servono anche: ${missing.map(([name]) => name).join(', ')}.`);
  }
  return s3Store({
    endpoint: S3_ENDPOINT,
    bucket: S3_BUCKET,
    region: S3_REGION,
    accessKeyId: S3_ACCESS_KEY,
    secretAccessKey: S3_SECRET_KEY,
    spoolFolder: folder,
  });
};
