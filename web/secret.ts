import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../core/config.js';

/**
 * The key that signs session cookies: the configured one, or one made once in the data folder and shared by all web
 * processes that start on it.
 */
export const sessionSecret = ({ SPORTELLO_SECRET, SPORTELLO_DATA }: Config): string => {
  if (SPORTELLO_SECRET) return SPORTELLO_SECRET;
  const file = join(SPORTELLO_DATA, 'session-secret');
  mkdirSync(SPORTELLO_DATA, { recursive: true });
  try {
    writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error; // another process was first: its key is ours
  }
  return readFileSync(file, 'utf8');
};
