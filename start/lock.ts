import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** When a process started, as the system words it; tells a living owner from another process with a recycled id. */
const startTime = (pid: number): string | null => {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
};

const ownerOf = (file: string): { pid: number; started: string } | null => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { pid: number; started: string };
  } catch {
    return null;
  }
};

/**
 * Takes a data folder for this process alone.
 * @returns gives it back
 * @throws Error in Italian when a living Sportello has it
 */
export const lockDataFolder = (dataDir: string): (() => void) => {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'sportello.lock');
  const owner = ownerOf(file);
  if (owner && startTime(owner.pid) === owner.started) {
    throw new Error(
      `Sportello è già in funzione su questi dati (${dataDir}, processo ${owner.pid}).\n` +
        'Usa quello, oppure fermalo con Ctrl-C nel suo terminale; per un secondo ambiente indica un’altra cartella con SPORTELLO_DATA.',
    );
  }
  rmSync(file, { force: true }); // left by one that was killed
  writeFileSync(file, JSON.stringify({ pid: process.pid, started: startTime(process.pid) }), { flag: 'wx' });
  return () => rmSync(file, { force: true });
};
