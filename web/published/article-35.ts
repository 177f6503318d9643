import type { Translate } from '../i18n.js';
import type { Topics } from './topics.js';

/** The letters of D.Lgs. 33/2013 art. 35 c. 1; Italian lists have no j and k, letter n was repealed. */
export const letters35 = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'l', 'm'] as const;

export interface PublishedLetter {
  letter: (typeof letters35)[number];
  title: string;
  text: string[];
}

const contents: Record<(typeof letters35)[number], (topics: Topics) => string[]> = {
  a: ({ about, norms }) => [...about, ...norms],
  b: ({ unit }) => unit,
  c: ({ contacts }) => contacts,
  d: ({ who, bring, forms, selfCertification, channels }) => [
    ...who,
    ...bring,
    ...forms,
    ...selfCertification,
    ...channels,
  ],
  e: ({ follow }) => follow,
  f: ({ term }) => term,
  g: ({ silence }) => silence,
  h: ({ remedies, inertia }) => [...remedies, ...inertia],
  i: ({ online }) => online,
  l: ({ fees }) => fees,
  m: ({ substitute }) => substitute,
};

/** A sheet as the law wants it published, letter by letter. */
export const article35 = (topics: Topics, t: Translate): PublishedLetter[] =>
  letters35.map((letter) => ({ letter, title: t(`published.${letter}`), text: contents[letter](topics) }));
