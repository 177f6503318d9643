import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Config } from '../core/config.js';
import { errorText } from '../core/errors.js';

export type Verdict =
  | { state: 'clean' }
  | { state: 'infected'; virus: string }
  /** Nobody has looked at the file: no answer, a broken connection, a file too large for the scanner. */
  | { state: 'unknown'; why: string };

/** One file on its way through the scanner. None of these ever throws: what goes wrong is the verdict. */
export interface Scan {
  write(chunk: Buffer): Promise<void>;
  verdict(): Promise<Verdict>;
  /** The file isn't wanted any more. */
  abort(): void;
}

export interface VirusScanner {
  open(): Scan;
}

/** Milliseconds in which the daemon takes what we send, and answers. */
const patience = 30_000;

/** `/run/clamd.sock`, `host:3310` or `host`. */
const target = (address: string): { path: string } | { host: string; port: number } => {
  if (address.startsWith('/')) return { path: address };
  const [host = '', port] = address.split(':');
  return { host, port: Number(port ?? 3310) };
};

const judge = (answer: string): Verdict => {
  const found = /^stream: (.+) FOUND$/.exec(answer)?.[1];
  if (found) return { state: 'infected', virus: found };
  return answer === 'stream: OK'
    ? { state: 'clean' }
    : { state: 'unknown', why: answer || 'nessuna risposta' };
};

const answerOf = (socket: Socket): Promise<Verdict> =>
  new Promise((resolve) => {
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      answer += text;
      if (answer.includes('\0')) resolve(judge(answer.replace(/\0.*$/s, '')));
    });
    socket.on('error', (error) => resolve({ state: 'unknown', why: errorText(error) }));
    socket.on('timeout', () => {
      resolve({ state: 'unknown', why: 'tempo scaduto' });
      socket.destroy();
    });
    socket.on('close', () => resolve(judge(answer)));
  });

/**
 * Scans files with a clamd, as they pass: its INSTREAM command takes the content in pieces, each after its length, and
 * answers after the empty one.
 * @param address unix socket or `host:port`
 */
export const clamd = (address: string): VirusScanner => ({
  open() {
    const socket = connect(target(address));
    socket.setTimeout(patience);
    const answered = answerOf(socket);
    socket.write('zINSTREAM\0');
    const send = async (chunk: Buffer): Promise<void> => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(chunk.length);
      socket.write(length);
      if (chunk.length > 0 && !socket.write(chunk)) await Promise.race([once(socket, 'drain'), answered]);
    };
    return {
      write: async (chunk) => {
        if (chunk.length > 0 && socket.writable) await send(chunk).catch(() => undefined);
      },
      async verdict() {
        if (socket.writable) await send(Buffer.alloc(0)).catch(() => undefined);
        const verdict = await answered;
        socket.destroy();
        return verdict;
      },
      abort: () => void socket.destroy(),
    };
  },
});

/** The configured scanner; null when there is none. */
export const scannerOf = ({ CLAMD_ADDRESS }: Config): VirusScanner | null =>
  CLAMD_ADDRESS ? clamd(CLAMD_ADDRESS) : null;
