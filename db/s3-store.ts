import { createReadStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import { spooled, type DocumentStore } from './document-store.js';

export interface S3Options {
  /** `https://s3.example.it`; the bucket is part of the path, as every S3-compatible store takes it. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Where content waits until its hash and size are known: S3 wants both before the first byte. */
  spoolFolder: string;
}

/** What the store said when it didn't do what was asked. */
const refusal = async (response: Response, doing: string): Promise<Error> => {
  const code = /<Code>([^<]*)<\/Code>/.exec(await response.text().catch(() => ''))?.[1] ?? '';
  return new Error(`S3, ${doing}: ${response.status} ${code}`.trim());
};

/**
 * Documents in an S3-compatible store, named by their hash. The store is told the SHA-256 of what it is sent and refuses
 * anything else, so that what it keeps is what was received. Nothing is ever held whole in memory.
 */
export const s3Store = (options: S3Options): DocumentStore => {
  const { endpoint, bucket, spoolFolder, ...credentials } = options;
  const client = new AwsClient({ ...credentials, service: 's3', retries: 3 });
  const urlOf = (key: string): string => {
    if (!/^[0-9a-f]{64}$/.test(key)) throw new Error(`not a storage key: ${key}`);
    return `${endpoint.replace(/\/$/, '')}/${bucket}/${key.slice(0, 2)}/${key}`;
  };

  const send = async (path: string, sha256: string, size: number): Promise<void> => {
    const headers = { 'x-amz-content-sha256': sha256, 'content-length': String(size) };
    const request = await client.sign(urlOf(sha256), { method: 'PUT', headers });
    const body = Readable.toWeb(createReadStream(path)) as unknown as ReadableStream;
    const response = await fetch(request.url, {
      method: 'PUT',
      headers: request.headers,
      body,
      duplex: 'half',
    } as RequestInit);
    if (!response.ok) throw await refusal(response, 'scrittura');
    await response.arrayBuffer();
  };

  const load = async (key: string): Promise<Readable> => {
    const response = await client.fetch(urlOf(key));
    if (!response.ok || !response.body) throw await refusal(response, 'lettura');
    return Readable.fromWeb(response.body as unknown as WebStream);
  };

  return {
    put: (content) =>
      spooled(spoolFolder, content, async (path, { sha256, size }) => {
        await send(path, sha256, size);
        return { storageKey: sha256, sha256, size };
      }),
    open(key) {
      const through = new PassThrough();
      load(key)
        .then((source) => pipeline(source, through))
        .catch((error: unknown) => through.destroy(error as Error));
      return through;
    },
    read: async (key) => buffer(await load(key)),
  };
};
