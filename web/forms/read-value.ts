import type { Json } from '../../core/json.js';
import { checkTaxCode } from '../../law/codice-fiscale.js';
import { kindOf, type Field } from '../../processes/catalogue/forms/fields.js';

/** A value as data, or the sentence shown beside the field. */
export type Reading = { value: Json } | { error: string };

const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;
const phoneShape = /^\+?[\d\s./()-]{5,20}$/;

/** `24/11/2026`, `24-11-2026`, `24112026` or `2026-11-24` → `2026-11-24`; null when there is no such day. */
export const readDate = (text: string): string | null => {
  const italian = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  const [, day, month, year] = italian ?? [];
  const iso = italian ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` : text;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
};

/** `1.234,5` or `1234.5` → 1234.5; null when it isn't a number. A dot before three last digits groups thousands. */
export const readNumber = (text: string): number | null => {
  const compact = text.replace(/\s/g, '');
  const isItalian = compact.includes(',') || /^-?\d{1,3}(\.\d{3})+$/.test(compact);
  const plain = isItalian ? compact.replaceAll('.', '').replace(',', '.') : compact;
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
};

const inRange = (field: Field, value: number): Reading => {
  const { min, max } = field.validate ?? {};
  if (min !== undefined && value < min)
    return { error: `Il valore più piccolo ammesso è ${min.toLocaleString('it')}.` };
  if (max !== undefined && value > max)
    return { error: `Il valore più grande ammesso è ${max.toLocaleString('it')}.` };
  return { value };
};

const asText = (field: Field, text: string): Reading => {
  const { minLength, maxLength, pattern, validationType } = field.validate ?? {};
  if (minLength && text.length < minLength) return { error: `Servono almeno ${minLength} caratteri.` };
  if (maxLength && text.length > maxLength) {
    return { error: `Al massimo ${maxLength} caratteri: qui sono ${text.length}.` };
  }
  if (pattern && !new RegExp(`^(?:${pattern})$`).test(text))
    return { error: 'Il valore non ha la forma richiesta.' };
  if (validationType === 'email' && !emailShape.test(text)) {
    return { error: 'L’indirizzo di posta non è completo, per esempio nome@esempio.it.' };
  }
  if (validationType === 'phone' && !phoneShape.test(text))
    return { error: 'Scrivi il numero con le sole cifre.' };
  return { value: text };
};

const oneOf = (field: Field, text: string): Reading =>
  field.values && !field.values.some((option) => option.value === text)
    ? { error: 'Scegli una delle risposte proposte.' }
    : { value: text };

const readers: Record<string, (field: Field, text: string) => Reading> = {
  number: (field, text) => {
    const value = readNumber(text);
    return value === null ? { error: 'Scrivi un numero, per esempio 1.234,5.' } : inRange(field, value);
  },
  date: (_field, text) => {
    const value = readDate(text);
    return value
      ? { value }
      : { error: 'Questa data non esiste: scrivi giorno, mese e anno, per esempio 24/11/2026.' };
  },
  time: (_field, text) =>
    /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? { value: text } : { error: 'Scrivi l’ora così: 09:30.' },
  select: oneOf,
  radio: oneOf,
  'codice-fiscale': (_field, text) => {
    const judged = checkTaxCode(text);
    return judged.ok ? { value: text.replace(/\s/g, '').toUpperCase() } : { error: judged.reason };
  },
  cap: (_field, text) => (/^\d{5}$/.test(text) ? { value: text } : { error: 'Il CAP ha cinque cifre.' }),
  telefono: (_field, text) =>
    phoneShape.test(text) ? { value: text } : { error: 'Scrivi il numero con le sole cifre.' },
};

/** Reads what was typed into one field; not empty. */
export const readValue = (field: Field, text: string): Reading =>
  (readers[kindOf(field)] ?? asText)(field, text);
