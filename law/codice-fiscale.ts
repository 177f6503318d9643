/** What a tax code turned out to be, or why it can't be one (domain: DM 12/3/1974 and 23/12/1976). */
export type TaxCodeJudgement =
  | { ok: true; kind: 'person' | 'omocodia' | 'number' }
  | { ok: false; reason: string };

const shape = /^[A-Z]{6}[\dL-NP-V]{2}[A-EHLMPRST][\dL-NP-V]{2}[A-Z][\dL-NP-V]{3}[A-Z]$/;
/** Values of characters in odd positions (the first is odd): digits by value, then letters A-Z. */
const oddDigits = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
const oddLetters = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
/** Omocodia writes a digit as the letter at its place. */
const omocodiaLetters = 'LMNPQRSTUV';
/** Zero-based positions of digits, in which omocodia may put letters. */
const digitPlaces = [6, 7, 9, 10, 12, 13, 14];

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

/** Check digit of an eleven-digit number: partita IVA, and codes of organisations and provisional ones of persons. */
export const elevenDigitsHold = (code: string): boolean => {
  if (!/^\d{11}$/.test(code) || /^0+$/.test(code)) return false;
  const sum = [...code.slice(0, 10)].reduce((total, character, index) => {
    const digit = Number(character);
    const doubled = digit * 2;
    return total + (index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return (10 - (sum % 10)) % 10 === Number(code[10]);
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
  if (text.length !== 16) {
    return { ok: false, reason: `Il codice fiscale ha 16 caratteri, qui sono ${text.length}.` };
  }
  if (!shape.test(text)) {
    return { ok: false, reason: 'Lettere e cifre non sono al posto giusto: confronta il codice con la tessera.' };
  }
  const day = Number(meant(text, 9) + meant(text, 10));
  if (day < 1 || (day > 31 && day < 41) || day > 71) {
    return { ok: false, reason: 'Il giorno di nascita nel codice non esiste: confronta il codice con la tessera.' };
  }
  if (checkCharacter(text.slice(0, 15)) !== text[15]) {
    return { ok: false, reason: 'Un carattere è sbagliato: l’ultima lettera non torna. Confronta il codice con la tessera.' };
  }
  const isOmocodia = digitPlaces.some((place) => /[A-Z]/.test(text[place] ?? ''));
  return { ok: true, kind: isOmocodia ? 'omocodia' : 'person' };
};

const judgeNumber = (text: string): TaxCodeJudgement => {
  if (text.length !== 11) {
    return { ok: false, reason: `Un codice numerico ha 11 cifre, qui sono ${text.length}.` };
  }
  if (elevenDigitsHold(text)) return { ok: true, kind: 'number' };
  return { ok: false, reason: 'Una cifra è sbagliata: l’ultima non torna. Confronta il codice con il documento.' };
};
