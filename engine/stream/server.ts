import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Knex } from 'knex';
import { errorText } from '../../core/errors.js';
import type { Log } from '../../core/log.js';
import type { StreamDependencies } from './handler.js';
import { project } from './project.js';
import type { Lane } from './record.js';

export interface StreamOptions {
  db: Knex;
  log: Log;
  /** The engine's identity; its records are stored under it. */
  epoch: string;
  host: string;
  port: number;
  user: string;
  password: string;
  dependencies: StreamDependencies;
}

export interface StreamServer {
  url: string;
  stop(): Promise<void>;
}

/** The exporter's own limit is far below; whoever sends more isn't the exporter. */
const largestDelivery = 64 * 1024 * 1024;

/**
 * Receives the engine's records where its Elasticsearch exporters expect Elasticsearch. It answers 200 after the commit,
 * so the broker keeps what we have not stored.
 */
export const startStream = async (options: StreamOptions): Promise<StreamServer> => {
  const { log, host, port } = options;
  const server = createServer((request, response) => {
    answer(options, request, response).catch((error: unknown) => {
      log.error(
        { error: errorText(error) },
        'a delivery of the engine could not be stored, it will come again',
      );
      reply(response, 503, { error: 'not stored' });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host}:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 1_000).unref();
      }),
  };
};

const answer = async (
  options: StreamOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  if (!isExporter(options, request.headers.authorization))
    return reply(response, 401, { error: 'unauthorized' });
  if (request.method === 'POST' && request.url?.startsWith('/_bulk')) {
    await storeDelivery(options, await bodyOf(request));
    return reply(response, 200, { took: 1, errors: false, items: [] });
  }
  // At its start the exporter also asks for index settings; there is nothing to set.
  request.resume();
  return reply(response, 200, { acknowledged: true });
};

const isExporter = ({ user, password }: StreamOptions, header: string | undefined): boolean => {
  const wanted = Buffer.from(`Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`);
  const given = Buffer.from(header ?? '');
  return wanted.length === given.length && timingSafeEqual(wanted, given);
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestDelivery) throw new Error('the delivery is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
};

/** Pairs of lines: where the record would be indexed (its prefix names the lane), and the record. */
const storeDelivery = async ({ db, epoch, dependencies }: StreamOptions, body: string): Promise<void> => {
  const lines = body.split('\n').filter((line) => line !== '');
  const byLane = new Map<Lane, string[]>();
  for (let index = 0; index + 1 < lines.length; index += 2) {
    const lane: Lane = lines[index]?.includes('"_index":"now_') ? 'now' : 'history';
    byLane.set(lane, [...(byLane.get(lane) ?? []), lines[index + 1] ?? '']);
  }
  for (const [lane, records] of byLane) await project(db, { epoch, lane, lines: records }, dependencies);
};

const reply = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' });
  response.end(JSON.stringify(body));
};
