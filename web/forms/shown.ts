import type { Json } from '../../core/json.js';
import { italianDate } from '../../processes/catalogue/forms/answers.js';
import { kindOf, type Field } from '../../processes/catalogue/forms/fields.js';

const plain = (value: Json): string => (value === null || typeof value === 'object' ? '' : String(value));

/**
 * A value as a person here writes it: `2026-11-24` → `24/11/2026`, 1234.5 → `1234,5`. What somebody typed is left as it
 * is. `readValue` of the result is the value again.
 */
export const shownValue = (field: Field, value: Json): string => {
  if (typeof value === 'number') return value.toLocaleString('it', { maximumFractionDigits: 20 });
  if (kindOf(field) === 'date' && /^\d{4}-\d{2}-\d{2}/.test(plain(value))) return italianDate(plain(value));
  return plain(value);
};
