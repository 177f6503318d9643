import { randomInt } from 'node:crypto';

/** Digits and capitals without those that are taken for one another (I, L, O) or make words (U). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 12;
const wellFormed = new RegExp(`^[${alphabet}]{${length}}$`);

/** A code by which anybody who holds it follows a case: 60 bits, easy to read out and to type. */
export const newTrackingCode = (): string =>
  Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');

/** `K7QF-9ZTL-MA2X`, as it is printed. Codes given out before these were made are shown as they are. */
export const showTrackingCode = (code: string): string =>
  wellFormed.test(code) ? code.replace(/(.{4})(?=.)/g, '$1-') : code;

/** What somebody may have meant by what they typed: as it stands, and with the usual slips put right. */
export const readTrackingCode = (typed: string): string[] => {
  const asTyped = typed.trim().slice(0, 100);
  const tidied = asTyped.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
  return wellFormed.test(tidied) ? [asTyped, tidied] : [asTyped];
};
