/**
 * Whether eleven digits hold together by their check digit (DM 23/12/1976): partita IVA, tax codes of organisations and
 * provisional ones of persons are all made this way. Eleven zeros pass the sum and belong to nobody.
 * @param code digits only
 */
export const elevenDigitsHold = (code: string): boolean => {
  if (!/^\d{11}$/.test(code) || /^0+$/.test(code)) return false;
  const sum = [...code.slice(0, 10)].reduce((total, character, index) => {
    const digit = Number(character);
    const doubled = digit * 2;
    return total + (index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return (10 - (sum % 10)) % 10 === Number(code[10]);
};

/** A VAT number that holds, as digits, or a sentence for the person who typed it. */
export type VatNumberJudgement = { ok: true; digits: string } | { ok: false; reason: string };

/**
 * Judges a partita IVA by its own rules (DPR 633/1972 art. 35: eleven digits, the last one a check); whether it is active
 * only the Agenzia delle Entrate knows.
 * @param text as written: blanks don't matter, nor does the `IT` of invoices abroad
 */
export const checkVatNumber = (text: string): VatNumberJudgement => {
  const digits = text.replace(/[\s.]/g, '').toUpperCase().replace(/^IT/, '');
  if (!/^\d*$/.test(digits)) return { ok: false, reason: 'La partita IVA ha solo cifre.' };
  if (digits.length !== 11)
    return { ok: false, reason: `La partita IVA ha 11 cifre, qui sono ${digits.length}.` };
  if (elevenDigitsHold(digits)) return { ok: true, digits };
  return {
    ok: false,
    reason: 'Una cifra della partita IVA è sbagliata: l’ultima non torna. Confrontala con la visura.',
  };
};
