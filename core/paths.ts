import { fileURLToPath } from 'node:url';

/** Absolute path of something in the repository, from its path below the root. */
export const inRepo = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
