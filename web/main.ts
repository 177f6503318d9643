import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Services } from '../core/services.js';
import { createApp } from './app.js';

export interface WebServer {
  /** `http://127.0.0.1:3000` */
  url: string;
  stop(): Promise<void>;
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // Pages that listen (SSE) never end by themselves
    setTimeout(() => server.closeAllConnections(), 500).unref();
  });

/**
 * Opens the site.
 * @throws Error in Italian when the port is taken
 */
export const startWeb = async (services: Services): Promise<WebServer> => {
  const { SPORTELLO_HOST: host, SPORTELLO_PORT: port } = services.config;
  const handle = createApp(services).callback();
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`La porta ${port} è occupata: libera la porta o indica un’altra con SPORTELLO_PORT.`)
          : error,
      ),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return { url: `http://${host}:${address.port}`, stop: () => closed(server) };
};
