import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../core/config.js';

const secretsSchema = z.object({ session: z.string().min(32), stream: z.string().min(32) });

/** Signs the sessions, and lets the engine deliver its records. */
export type Secrets = z.infer<typeof secretsSchema>;

const fresh = (): string => randomBytes(32).toString('base64url');

/** The secrets of this installation: from the settings, else those made at first start and kept in the data folder. */
export const secretsOf = ({ SPORTELLO_DATA, SPORTELLO_SECRET, STREAM_PASSWORD }: Config): Secrets => {
  const file = join(SPORTELLO_DATA, 'secrets.json');
  const kept = readKept(file) ?? keep(file, { session: fresh(), stream: fresh() });
  return { session: SPORTELLO_SECRET ?? kept.session, stream: STREAM_PASSWORD ?? kept.stream };
};

const readKept = (file: string): Secrets | null => {
  try {
    return secretsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
};

const keep = (file: string, secrets: Secrets): Secrets => {
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
};
