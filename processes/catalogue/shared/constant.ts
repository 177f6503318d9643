/** What a mapping always gives: `L6` and `="L6"` are text, `=30` is a number; undefined for an expression. */
export const constantIn = (source: string): string | number | undefined => {
  if (!source.startsWith('=')) return source;
  const [, text, number] = /^=\s*(?:"([^"]*)"|(\d+))\s*$/.exec(source) ?? [];
  return text ?? (number === undefined ? undefined : Number(number));
};
