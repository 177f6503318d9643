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
