import type { Change, Word } from '../../../processes/catalogue/compare/change.js';
import type { Params, Translate } from '../../i18n.js';

const isWord = (value: string | number | Word): value is Word => typeof value === 'object';

/** Longer texts are shown from their beginning: the editor has them whole. */
const longest = 240;

const shortened = (text: string): string =>
  text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text;

/** A difference as a sentence of the reader's language. */
export const sentenceOf = ({ key, params }: Change, t: Translate): string => {
  const spoken: Params = Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (isWord(value)) return [name, t(`compare.word.${value.word}`, value.params)];
      return [name, typeof value === 'string' ? shortened(value) : value];
    }),
  );
  const sentence = t(`compare.${key}`, spoken);
  return sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1);
};
