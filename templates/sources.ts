import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { inRepo } from '../core/paths.js';
import { courtesyLanguages, type LetterCode } from './letter-codes.js';
import type { TemplateSources } from './safe/environment.js';

const read = (path: string): string => readFileSync(inRepo(`templates/${path}`), 'utf8');

const folder = (path: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(inRepo(`templates/${path}`))
      .filter((name) => name.endsWith('.hbs'))
      .sort()
      .map((name) => [basename(name, '.hbs'), read(`${path}/${name}`)]),
  );

/** Printed matter of ours that is no letter: one trusted template for each, with a page of its own. */
export type PrintedDocument = 'daily-register' | 'payment-notice';

export interface LetterSources {
  /** The source of a document that is no letter, and its hash. */
  document(name: PrintedDocument): { sources: TemplateSources; version: string };
  /** The sources of one letter with a procedure's own part in it, and their hash. */
  of(code: LetterCode, ownPart: string): { sources: TemplateSources; version: string };
}

/** What a text is called by: SHA-256, so that the same name always is the same text. */
export const versionOf = (sources: TemplateSources): string =>
  createHash('sha256').update(JSON.stringify(sources)).digest('hex');

/** The parts that every letter may include, by the name after `{{>`. */
export const commonPartNames = (): string[] => Object.keys(folder('parts'));

/** Reads the letterhead, the letters, their common parts and courtesy versions from disk, once. */
export const readLetterSources = (): LetterSources => {
  const letterhead = read('letterhead.hbs');
  const letters = folder('letters');
  const parts = folder('parts');
  const documents = folder('documents');
  const versioned = (sources: TemplateSources) => ({ sources, version: versionOf(sources) });
  const courtesies = courtesyLanguages.map((language) => ({
    language,
    texts: folder(`courtesy/${language}`),
  }));
  /** Each language's version is a common part of its own, which only the letterhead includes. */
  const courtesyOf = (code: LetterCode): Record<string, string> =>
    Object.fromEntries(courtesies.map(({ language, texts }) => [`cortesia-${language}`, texts[code] ?? '']));
  return {
    document: (name) => {
      const letterhead = documents[name];
      if (letterhead === undefined) throw new Error(`templates/documents/${name}.hbs is missing`);
      return versioned({ letterhead, letter: '', ownPart: '', parts: {} });
    },
    of: (code, ownPart) => {
      const letter = letters[code];
      if (letter === undefined) throw new Error(`templates/letters/${code}.hbs is missing`);
      return versioned({ letterhead, letter, ownPart, parts: { ...parts, ...courtesyOf(code) } });
    },
  };
};
