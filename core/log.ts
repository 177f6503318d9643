import { pino, type Logger } from 'pino';

export type Log = Logger;

/** The program's log: JSON lines on standard error, so that standard output stays for the person at the terminal. */
export const createLog = (level: string, name: string): Log =>
  pino({ level, name, base: { pid: process.pid } }, pino.destination({ dest: 2, sync: false }));
