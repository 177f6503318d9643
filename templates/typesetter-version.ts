import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inRepo } from '../core/paths.js';
import { readFonts } from './fonts.js';

const programs = ['@myriaddreamin/typst-ts-node-compiler', '@cantoo/pdf-lib'];

const versionOf = (name: string): string => {
  const { version } = JSON.parse(readFileSync(inRepo(`node_modules/${name}/package.json`), 'utf8')) as {
    version: string;
  };
  return `${name.split('/').at(-1) ?? name} ${version}`;
};

let known: string | undefined;

/** What sets letters besides their text: programs and fonts. Kept with each letter, so that a difference can be explained. */
export const typesetterVersion = (): string => {
  known ??= [
    ...programs.map(versionOf),
    `fonts ${createHash('sha256').update(Buffer.concat(readFonts())).digest('hex').slice(0, 16)}`,
  ].join(', ');
  return known;
};
