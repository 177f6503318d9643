import { randomBytes } from 'node:crypto';

/** The secret part of an address: long enough that nobody guesses it. */
export const secretToken = (): string => randomBytes(18).toString('base64url');
