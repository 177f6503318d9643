import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorText } from '../core/errors.js';
import type { Services } from '../core/services.js';
import { takeScan, type ScannedFile } from '../db/transactions/scans.js';
import { takeFile } from '../web/uploads/take-file.js';
import { looksWhole } from './whole-file.js';

export interface ScanFolder {
  /** Takes in what is finished since the last look. @returns how many files it has taken or refused */
  look(): Promise<number>;
}

interface Seen {
  size: number;
  mtimeMs: number;
  /** Looks since it last changed. */
  quiet: number;
}

/** Where files go once they are taken or refused; the scanner never writes there. */
const taken = 'acquisite';
const refused = 'rifiutate';

/** After this many looks without a change a file is taken even if it doesn't end as it should: it will not get better. */
const patienceInLooks = 150;

/** Names that scanners and copying programs give to what they haven't finished. */
const isUnfinished = (name: string): boolean => /^[.~]|\.(tmp|part|partial|crdownload)$/i.test(name);

/**
 * The folder into which the scanner puts its files. It is read again and again, because folders on the network tell of no
 * changes. A file counts as finished when it hasn't changed since the last look and ends as its format wants.
 */
export const createScanFolder = (services: Services, folder: string): ScanFolder => {
  let seen = new Map<string, Seen>();

  const finished = async (name: string, next: Map<string, Seen>): Promise<boolean> => {
    const { size, mtimeMs } = await stat(join(folder, name));
    const before = seen.get(name);
    const isSame = before?.size === size && before.mtimeMs === mtimeMs;
    const quiet = isSame ? before.quiet + 1 : 0;
    next.set(name, { size, mtimeMs, quiet });
    if (quiet === 0 || size === 0) return false;
    return quiet > patienceInLooks || looksWhole(join(folder, name));
  };

  const move = async (name: string, to: string, fileTime: Date): Promise<void> => {
    await mkdir(join(folder, to), { recursive: true });
    await rename(join(folder, name), join(folder, to, `${fileTime.getTime()}-${name}`));
  };

  const take = async (name: string, mtimeMs: number): Promise<boolean> => {
    const fileTime = new Date(Math.floor(mtimeMs));
    const source = createReadStream(join(folder, name));
    const received = await takeFile(services, { field: 'scansione', filename: name, source });
    if (!received.ok && received.reason === 'scanner-away') return false; // it waits for the scanner
    const file: ScannedFile = received.ok
      ? { name, fileTime, received: received.file }
      : { name, fileTime, refusal: received.reason };
    await takeScan(services, file);
    await move(name, received.ok ? taken : refused, fileTime);
    return true;
  };

  return {
    async look() {
      const entries = await readdir(folder, { withFileTypes: true });
      const next = new Map<string, Seen>();
      let count = 0;
      for (const { name } of entries.filter((entry) => entry.isFile() && !isUnfinished(entry.name))) {
        try {
          if (!(await finished(name, next))) continue;
          if (await take(name, next.get(name)?.mtimeMs ?? 0)) count += 1;
        } catch (error) {
          // Taken away meanwhile, or not readable yet: the others must not wait for it
          services.log.warn({ scan: name, error: errorText(error) }, 'a scan could not be taken');
        }
      }
      seen = next;
      return count;
    },
  };
};
