import type { Knex } from 'knex';

/** One typed word: itself, or any of the words it may have been meant for. */
export interface SearchWord {
  text: string;
  /** Some name, subject or address has a word that begins so; numbers and short words are taken for known. */
  isKnown: boolean;
  alike: string[];
}

/** A condition over `words`, and its values. */
export interface TextQuery {
  sql: string;
  values: string[];
}

const wordLimit = 8;

interface WordRow {
  text: string;
  isKnown: boolean;
  isStop: boolean;
}

/**
 * Splits what was typed the way the index splits texts: no capitals, no accents, no apostrophes. Articles and prepositions
 * count only when there is nothing else, single letters only beside a longer word.
 */
export const typedWords = async (db: Knex, typed: string): Promise<SearchWord[]> => {
  const { rows } = await db.raw<{ rows: WordRow[] }>(
    `select text, text !~ '^[a-z]{3,30}$' or exists (
       select from search_word where word ~>=~ text and word ~<~ (text || '{')) as "isKnown",
       numnode(to_tsquery('public.sportello_italian', text)) = 0 as "isStop"
     from regexp_split_to_table(search_plain(?), '[^[:alnum:]]+') text where text <> '' limit ${wordLimit}`,
    [typed],
  );
  const telling = rows.filter(({ isStop, text }) => !isStop && text.length > 1);
  return (telling.length > 0 ? telling : rows).map(({ text, isKnown }) => ({ text, isKnown, alike: [] }));
};

/** How many letters may be wrong in a word of that length. */
const distance = `case when length(typed.text) <= 4 then 1 when length(typed.text) <= 7 then 2 else 3 end`;

/**
 * Adds to each word those of names, subjects and addresses that are written almost like it.
 * @returns null when there are none
 */
export const withAlike = async (db: Knex, words: SearchWord[]): Promise<SearchWord[] | null> => {
  const { rows } = await db.raw<{ rows: { text: string; alike: string[] }[] }>(
    `select typed.text, array(
       select word from (select word from search_word order by word <-> typed.text limit 30) nearest
       where word <> typed.text and levenshtein_less_equal(word, typed.text, 3) <= ${distance}
       order by levenshtein(word, typed.text), word <-> typed.text limit 4) as alike
     from unnest(?::text[]) typed (text) where length(typed.text) between 3 and 30`,
    [words.map(({ text }) => text)],
  );
  const alike = new Map(rows.map((row) => [row.text, row.alike]));
  const widened = words.map((word) => ({ ...word, alike: alike.get(word.text) ?? [] }));
  return widened.some((word) => word.alike.length > 0) ? widened : null;
};

/**
 * The text query of some words, all of which must be there: each as the beginning of a word or by its Italian stem.
 * @param weights letters of the index's weights to look at; without them all
 */
export const textQuery = (words: SearchWord[], weights = ''): TextQuery => {
  const values: string[] = [];
  const parts = words.map(({ text, alike }) => {
    values.push(
      [`${text}:*${weights}`, ...alike.map((word) => `${word}${weights && `:${weights}`}`)].join(' | '),
    );
    values.push([text, ...alike].map((word) => `${word}${weights && `:${weights}`}`).join(' | '));
    return `(to_tsquery('simple', ?) || to_tsquery('public.sportello_italian', ?))`;
  });
  return { sql: parts.join(' && '), values };
};

/** The same words as whole names: who is called exactly so comes first. */
export const exactQuery = (words: SearchWord[]): TextQuery => ({
  sql: `to_tsquery('simple', ?)`,
  values: [words.map(({ text }) => `${text}:A`).join(' & ')],
});
