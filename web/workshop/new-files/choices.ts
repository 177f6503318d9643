import { letterCodes } from '../../../templates/letter-codes.js';
import type { Translate } from '../../i18n.js';

/** Letters that a draft doesn't add anything to yet, to choose one from. */
export const lettersToAdd = (paths: readonly string[], t: Translate): { code: string; name: string }[] =>
  letterCodes
    .filter((code) => !paths.includes(`letters/${code}.hbs`))
    .map((code) => ({ code, name: t(`answers.letter.${code}`) }));
