import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface S3Double {
  endpoint: string;
  /** Contents by path. */
  objects: Map<string, Buffer>;
  close(): Promise<void>;
}

export const s3Keys = {
  accessKeyId: 'CHIAVE',
  secretAccessKey: 'segreto',
  region: 'eu-south-1',
  bucket: 'documenti',
};

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex');

/** Checks a Signature Version 4 from scratch, as the service does. @returns the error code, or null when it holds */
const signatureFault = ({ headers, method, url }: IncomingMessage): string | null => {
  const given =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    );
  if (!given) return 'AccessDenied';
  const [, key, day = '', region = '', names = '', signature] = given;
  if (key !== s3Keys.accessKeyId) return 'InvalidAccessKeyId';
  const signed = names.split(';').map((name) => `${name}:${String(headers[name] ?? '').trim()}\n`);
  const payload = String(headers['x-amz-content-sha256']);
  const canonical = [method, url, '', signed.join(''), names, payload].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const signingKey = [region, 's3', 'aws4_request'].reduce(hmac, hmac(`AWS4${s3Keys.secretAccessKey}`, day));
  return hmac(signingKey, text).toString('hex') === signature ? null : 'SignatureDoesNotMatch';
};

const put = async (request: IncomingMessage, objects: Map<string, Buffer>): Promise<[number, string]> => {
  const length = request.headers['content-length'];
  if (!length) return [411, 'MissingContentLength'];
  const content = await buffer(request);
  if (content.length !== Number(length)) return [400, 'IncompleteBody'];
  if (request.headers['x-amz-content-sha256'] !== sha256(content)) return [400, 'XAmzContentSHA256Mismatch'];
  objects.set(request.url ?? '', content);
  return [200, ''];
};

/** A store that speaks S3's protocol for single objects: signatures, lengths and hashes are checked as the service does. */
export const s3Double = async (): Promise<S3Double> => {
  const objects = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const fail = (status: number, code: string): void => {
      request.resume();
      response.writeHead(status, { 'content-type': 'application/xml' });
      response.end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
    };
    const fault = signatureFault(request);
    if (fault) return fail(403, fault);
    if (request.method === 'PUT') {
      void put(request, objects).then(([status, code]) =>
        code ? fail(status, code) : response.writeHead(200).end(),
      );
      return;
    }
    const found = objects.get(request.url ?? '');
    if (!found) return fail(404, 'NoSuchKey');
    response.writeHead(200, { 'content-length': found.length }).end(found);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
