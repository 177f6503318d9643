import { readdirSync, readFileSync } from 'node:fs';
import { inRepo } from '../core/paths.js';

export const locales = ['it', 'en'] as const;
export type Locale = (typeof locales)[number];

/** A sentence, or its forms by number; `{name}` is replaced by the parameter of that name. */
export type Message = string | { one: string; other: string };
export type Messages = Record<string, Message>;
export type Params = Record<string, string | number>;
/** Gives the sentence of a key in the reader's language; `count` chooses singular or plural. */
export type Translate = (key: string, params?: Params) => string;

/** All messages of a language: the union of `web/messages/<locale>/*.json`, one file per area. */
export const readMessages = (locale: Locale): Messages => {
  const folder = inRepo(`web/messages/${locale}`);
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Object.assign(
    {},
    ...files.map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Messages),
  ) as Messages;
};

/**
 * Makes the translator of a language.
 * @param messages keys of that language
 * @param fallback keys of the language that is always complete; a key unknown in both is shown as it is
 */
export const translator = (locale: Locale, messages: Messages, fallback: Messages = {}): Translate => {
  const plural = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (key, params = {}) => {
    const message = messages[key] ?? fallback[key] ?? key;
    const text =
      typeof message === 'string'
        ? message
        : plural.select(Number(params['count'] ?? 0)) === 'one'
          ? message.one
          : message.other;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = params[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? numbers.format(value) : value;
    });
  };
};

/** The translators of every language, read once. */
export const createTranslators = (): Record<Locale, Translate> => {
  const it = readMessages('it');
  return { it: translator('it', it), en: translator('en', readMessages('en'), it) };
};
