import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** The virus that every scanner finds and that does nothing: the test string agreed on by their makers. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

export interface ClamdDouble {
  /** What CLAMD_ADDRESS takes. */
  address: string;
  /** Bytes of the contents it was given, one entry for each. */
  scanned: number[];
  close(): Promise<void>;
}

const answer = (socket: Socket, scanned: number[], limit: number): void => {
  let bytes = Buffer.alloc(0);
  let content: Buffer[] | null = null;
  socket.on('error', () => undefined);
  socket.on('data', (data) => {
    bytes = Buffer.concat([bytes, data as Buffer]);
    if (!content) {
      const end = bytes.indexOf(0);
      if (end < 0) return;
      if (bytes.subarray(0, end).toString() !== 'zINSTREAM') return void socket.end('UNKNOWN COMMAND\0');
      content = [];
      bytes = bytes.subarray(end + 1);
    }
    while (bytes.length >= 4) {
      const length = bytes.readUInt32BE(0);
      if (bytes.length < 4 + length) return;
      if (length === 0) {
        const whole = Buffer.concat(content);
        scanned.push(whole.length);
        return void socket.end(
          whole.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0',
        );
      }
      content.push(bytes.subarray(4, 4 + length));
      bytes = bytes.subarray(4 + length);
      if (content.reduce((sum, part) => sum + part.length, 0) > limit)
        return void socket.end('INSTREAM size limit exceeded. ERROR\0');
    }
  });
};

/** A server that speaks clamd's INSTREAM as its manual describes it. @param limit bytes it takes, as StreamMaxLength */
export const clamdDouble = async (limit = 25_000_000): Promise<ClamdDouble> => {
  const scanned: number[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    answer(socket, scanned, limit);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    scanned,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
};
