/**
 * Notice numbers and IUV of pagoPA for the auxiliary digit 3 (SANP, «Generazione dell’identificativo univoco di
 * versamento»): 3, segregation code (2), base (13), check (2); the check is the sixteen digits before it modulo 93. The
 * digits 0, 1 and 2 are no longer given out.
 */
const auxiliaryDigit = '3';
const modulus = 93n;

/** What a notice number turned out to be, or a sentence for the person who typed it. */
export type NoticeJudgement = { ok: true; number: string; iuv: string } | { ok: false; reason: string };

const checkDigits = (sixteen: string): string => String(BigInt(sixteen) % modulus).padStart(2, '0');

/**
 * The notice number of a payment.
 * @param segregationCode two digits that pagoPA gave the creditor
 * @param base thirteen digits of the creditor's own
 * @throws RangeError when either has another shape
 */
export const noticeNumber = (segregationCode: string, base: string): string => {
  if (!/^\d{2}$/.test(segregationCode) || !/^\d{13}$/.test(base)) {
    throw new RangeError('a notice number is made from a code of 2 digits and a base of 13');
  }
  const sixteen = auxiliaryDigit + segregationCode + base;
  return sixteen + checkDigits(sixteen);
};

/** The IUV inside a notice number: all but the auxiliary digit. */
const iuvOf = (number: string): string => number.slice(1);

/**
 * Judges a notice number.
 * @param text as printed: groups of four with blanks are fine
 * @returns the eighteen digits and the IUV of seventeen
 */
export const checkNoticeNumber = (text: string): NoticeJudgement => {
  const number = text.replace(/\s/g, '');
  if (!/^\d*$/.test(number)) return { ok: false, reason: 'Il numero dell’avviso ha solo cifre.' };
  if (number.length !== 18)
    return { ok: false, reason: `Il numero dell’avviso ha 18 cifre, qui sono ${number.length}.` };
  if (!number.startsWith(auxiliaryDigit))
    return { ok: false, reason: 'Il numero di un avviso pagoPA comincia con 3.' };
  if (checkDigits(number.slice(0, 16)) !== number.slice(16)) {
    return { ok: false, reason: 'Una cifra è sbagliata: le ultime due non tornano. Confronta con l’avviso.' };
  }
  return { ok: true, number, iuv: iuvOf(number) };
};

/** Whether seventeen digits can be an IUV of the auxiliary digit 3. */
export const iuvHolds = (iuv: string): boolean => checkNoticeNumber(auxiliaryDigit + iuv).ok;
