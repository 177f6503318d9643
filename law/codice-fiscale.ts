import { elevenDigitsHold } from './partita-iva.js';

/**
 * What a tax code turned out to be, or why it can't be one (DM 23/12/1976). An eleven-digit code may be an organisation's
 * or a person's provisional one: the digits alone don't tell, so `number` says no more than that.
 */
export type TaxCodeJudgement =
  { ok: true; kind: 'person' | 'omocodia' | 'number' } | { ok: false; reason: string };

/** Values of characters in odd positions (the first is odd): digits by value, then letters A-Z. */
const oddDigits = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
const oddLetters = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];
/** Omocodia writes a digit as the letter at its place. */
const omocodiaLetters = 'LMNPQRSTUV';
/** Zero-based positions of digits, in which omocodia may put letters. */
const digitPlaces = [6, 7, 9, 10, 12, 13, 14];
const monthPlace = 8;
const monthLetters = 'ABCDEHLMPRST';

const oddValue = (character: string): number =>
  (/\d/.test(character) ? oddDigits[Number(character)] : oddLetters[character.charCodeAt(0) - 65]) ?? 0;
const evenValue = (character: string): number =>
  /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65;

/** The check character of the first fifteen. */
export const checkCharacter = (fifteen: string): string => {
  const sum = [...fifteen].reduce(
    (total, character, index) => total + (index % 2 === 0 ? oddValue(character) : evenValue(character)),
    0,
  );
  return String.fromCharCode(65 + (sum % 26));
};

/** The digits a code means where omocodia has put letters; used for the day, never to "correct" the code. */
const meant = (code: string, place: number): string => {
  const character = code[place] ?? '';
  const digit = omocodiaLetters.indexOf(character);
  return digit >= 0 ? String(digit) : character;
};

/** What a person's code says of their birth; omocodia is read as the digits it stands for. */
export interface BirthInCode {
  /** `79-02-11`: without the century, which the code doesn't tell. */
  yearMonthDay: string;
  sex: 'F' | 'M';
  /** Cadastral code of comune or state. */
  placeCode: string;
}

/** Reads what a code says, to compare it with what the person says. @returns null for eleven digits or no valid code */
export const birthIn = (code: string): BirthInCode | null => {
  const text = code.replace(/\s/g, '').toUpperCase();
  const judged = checkTaxCode(text);
  if (!judged.ok || judged.kind === 'number') return null;
  const digits = (...places: number[]): string => places.map((place) => meant(text, place)).join('');
  const day = Number(digits(9, 10));
  const month = monthLetters.indexOf(text.charAt(monthPlace)) + 1;
  const two = (value: number): string => String(value).padStart(2, '0');
  return {
    yearMonthDay: `${digits(6, 7)}-${two(month)}-${two(day > 40 ? day - 40 : day)}`,
    sex: day > 40 ? 'F' : 'M',
    placeCode: text.charAt(11) + digits(12, 13, 14),
  };
};

/**
 * Judges a tax code by its own rules: shape, day, check character. Omocodia is valid; whose code it is can't be told from
 * it, so names, sex and century are never compared.
 * @param code as written; blanks and case don't matter
 * @returns the kind, or a sentence for the person who typed it
 */
export const checkTaxCode = (code: string): TaxCodeJudgement => {
  const text = code.replace(/\s/g, '').toUpperCase();
  if (/^\d+$/.test(text)) return judgeNumber(text);
  const reason = lengthFault(text) ?? placeFault(text) ?? dayFault(text) ?? checkFault(text);
  if (reason) return { ok: false, reason };
  const isOmocodia = digitPlaces.some((place) => /[A-Z]/.test(text[place] ?? ''));
  return { ok: true, kind: isOmocodia ? 'omocodia' : 'person' };
};

const lengthFault = (text: string): string | null =>
  text.length === 16 ? null : `Il codice fiscale ha 16 caratteri, qui sono ${text.length}.`;

/** A letter and the digit that a hurried hand writes alike. */
const lookAlikes: Record<string, string> = {
  O: 'lo zero',
  I: 'l’uno',
  '0': 'la lettera O',
  '1': 'la lettera I',
};

/** Names the first place where a digit stands for a letter or the other way round: that is what typing gets wrong. */
const placeFault = (text: string): string | null => {
  for (const [place, character] of [...text].entries()) {
    const isDigitPlace = digitPlaces.includes(place);
    const fits = isDigitPlace ? /[\dL-NP-V]/.test(character) : /[A-Z]/.test(character);
    if (!fits) {
      const hint = lookAlikes[character] ? `: forse è ${lookAlikes[character]}` : '';
      return `Al posto ${place + 1} c’è «${character}», dove va una ${isDigitPlace ? 'cifra' : 'lettera'}${hint}. Confronta il codice con la tessera.`;
    }
    if (place === monthPlace && !monthLetters.includes(character)) {
      return `Al posto 9 c’è «${character}», che non indica nessun mese. Confronta il codice con la tessera.`;
    }
  }
  return null;
};

/** Days 1-31 for men, 41-71 for women. */
const dayFault = (text: string): string | null => {
  const day = Number(meant(text, 9) + meant(text, 10));
  if (day >= 1 && day <= 71 && (day <= 31 || day >= 41)) return null;
  return 'Il giorno di nascita nel codice non esiste: confronta il codice con la tessera.';
};

const checkFault = (text: string): string | null =>
  checkCharacter(text.slice(0, 15)) === text[15]
    ? null
    : 'Un carattere è sbagliato: l’ultima lettera non torna. Confronta il codice con la tessera.';

const judgeNumber = (text: string): TaxCodeJudgement => {
  if (text.length !== 11) {
    return { ok: false, reason: `Un codice numerico ha 11 cifre, qui sono ${text.length}.` };
  }
  if (elevenDigitsHold(text)) return { ok: true, kind: 'number' };
  return {
    ok: false,
    reason: 'Una cifra è sbagliata: l’ultima non torna. Confronta il codice con il documento.',
  };
};
