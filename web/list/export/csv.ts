/** A cell that begins so is a formula to a spreadsheet: it would run when somebody opens the file. */
const isFormula = (text: string): boolean => /^[=+\-@\t\r]/.test(text);

const cell = (text: string): string => {
  const safe = isFormula(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Rows as CSV for an Italian spreadsheet: semicolons, UTF-8 with its mark, formulas made harmless (OWASP). */
export const csv = (rows: string[][]): Buffer =>
  Buffer.from(`\uFEFF${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`, 'utf8');
