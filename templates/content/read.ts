import type { Json, JsonObject } from '../../core/json.js';

/** How letters read what people wrote in the forms of tasks: blanks are nothing, a line or a row is one item. */
export const asText = (value: Json | undefined): string | null => {
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  return typeof value === 'number' ? String(value) : null;
};

const isObject = (value: Json | undefined): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

export const rows = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

/** A text area holds one item a paragraph or a line; a list field holds them already apart. */
export const asItems = (value: Json | undefined): string[] => {
  if (Array.isArray(value))
    return value.flatMap((item) => asText(isObject(item) ? item['testo'] : item) ?? []);
  return (asText(value) ?? '')
    .split(/\n+/)
    .map((line) => line.replace(/^\s*[-–•]\s*/, '').trim())
    .filter((line) => line !== '');
};

/** A date as form fields keep it, `yyyy-mm-dd`. */
export const asDate = (value: Json | undefined): string | null => {
  const written = asText(value);
  return written !== null && /^\d{4}-\d{2}-\d{2}$/.test(written) ? written : null;
};

export const asNumber = (value: Json | undefined): number | null => {
  const written = asText(value);
  const number = written === null ? Number.NaN : Number(written);
  return Number.isFinite(number) ? number : null;
};

/** Whole days; anything else is nothing. */
export const asDays = (value: Json | undefined): number | null => {
  const number = asNumber(value);
  return number !== null && Number.isInteger(number) && number >= 0 ? number : null;
};

/** A checkbox, or the answer `si` of a choice. */
export const asYes = (value: Json | undefined): boolean => value === true || value === 'si';
