import type { Json } from '../../core/json.js';
import { checkTaxCode } from '../../law/codice-fiscale.js';
import { kindOf, type Field } from '../../processes/catalogue/forms/fields.js';

/** A value as data, or the sentence shown beside the field. */
export type Reading = { value: Json } | { error: string };

const emailShape = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;
const phoneShape = /^\+?[\d\s./()-]{5,20}$/;
const timeShape = /^(\d{1,2})[:.,](\d{2})$/;

/** Longer than any answer at a desk; a form may ask for less, never for more. */
const longest = { textarea: 20_000, other: 2_000 };

/** People alive and acts they bring; a year outside is a slip of the finger (`0026` for 2026). */
const years = { first: 1850, last: 2199 };

/**
 * `24/11/2026`, `24-11-2026`, `24.11.2026`, `24 11 2026`, `24112026` or `2026-11-24` → `2026-11-24`; null when there is
 * no such day.
 */
export const readDate = (text: string): string | null => {
  const italian =
    /^(\d{1,2})\s*[/.\s-]\s*(\d{1,2})\s*[/.\s-]\s*(\d{4})$/.exec(text) ??
    /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  const [, day, month, year] = italian ?? [];
  const iso = italian ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` : text;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return null;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
};

/**
 * `1.234,5` or `1234.5` → 1234.5; null when it isn't a number, or one too long to be kept exactly. A dot before three
 * last digits groups thousands.
 */
export const readNumber = (text: string): number | null => {
  const compact = text.replace(/\s/g, '');
  const isItalian = compact.includes(',') || /^-?[1-9]\d{0,2}(\.\d{3})+$/.test(compact);
  const isGrouped = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(compact);
  if (compact.includes(',') && compact.includes('.') && !isGrouped) return null;
  const plain = isItalian ? compact.replaceAll('.', '').replace(',', '.') : compact;
  const isKeptExactly = plain.replace(/\D/g, '').replace(/^0+/, '').length <= 15;
  return /^-?\d+(\.\d+)?$/.test(plain) && isKeptExactly ? Number(plain) : null;
};

const decimalsOf = (value: number): number => {
  const [, decimals = '', exponent = '0'] = /^-?\d+(?:\.(\d+))?(?:e(-?\d+))?$/.exec(String(value)) ?? [];
  return Math.max(0, decimals.length - Number(exponent));
};

const asNumber = (field: Field, text: string): Reading => {
  const value = readNumber(text);
  const { decimalDigits: digits } = field;
  if (value === null) {
    return { error: `Scrivi un numero, per esempio ${digits === 0 ? '12' : '1.234,5'}.` };
  }
  if (digits !== undefined && decimalsOf(value) > digits) {
    return {
      error: digits === 0 ? 'Scrivi un numero intero.' : `Al massimo ${digits} cifre dopo la virgola.`,
    };
  }
  const { min, max } = field.validate ?? {};
  if (min !== undefined && value < min)
    return { error: `Il valore più piccolo ammesso è ${min.toLocaleString('it')}.` };
  if (max !== undefined && value > max)
    return { error: `Il valore più grande ammesso è ${max.toLocaleString('it')}.` };
  return { value };
};

const asDate = (_field: Field, text: string): Reading => {
  const value = readDate(text);
  if (!value) return { error: 'Questa data non esiste: scrivi giorno, mese e anno, per esempio 24/11/2026.' };
  const year = Number(value.slice(0, 4));
  return year < years.first || year > years.last
    ? { error: `Controlla l’anno: hai scritto ${year}.` }
    : { value };
};

const asTime = (_field: Field, text: string): Reading => {
  const [, hour = '', minute = ''] = timeShape.exec(text) ?? [];
  return hour && Number(hour) < 24 && Number(minute) < 60
    ? { value: `${hour.padStart(2, '0')}:${minute}` }
    : { error: 'Scrivi l’ora e i minuti, per esempio 09:30.' };
};

const shapeOf = (pattern: string | undefined): RegExp | null => {
  try {
    return pattern ? new RegExp(`^(?:${pattern})$`) : null;
  } catch {
    return null; // lint tells the analyst; the clerk must be able to go on
  }
};

const asText = (field: Field, text: string): Reading => {
  const { minLength, maxLength, pattern, validationType } = field.validate ?? {};
  const most = Math.min(maxLength ?? Infinity, field.type === 'textarea' ? longest.textarea : longest.other);
  if (minLength && text.length < minLength) return { error: `Servono almeno ${minLength} caratteri.` };
  if (text.length > most) {
    return {
      error: `Al massimo ${most.toLocaleString('it')} caratteri: qui sono ${text.length.toLocaleString('it')}.`,
    };
  }
  if (shapeOf(pattern)?.test(text) === false) return { error: 'Il valore non ha la forma richiesta.' };
  if (validationType === 'email' && !emailShape.test(text)) {
    return { error: 'L’indirizzo di posta non è completo, per esempio nome@esempio.it.' };
  }
  if (validationType === 'phone' && !phoneShape.test(text))
    return { error: 'Scrivi il numero con le sole cifre.' };
  return { value: text };
};

const isOffered = (field: Field, value: string): boolean =>
  !field.values || field.values.some((option) => option.value === value);

const notOffered = { error: 'Scegli una delle risposte proposte.' };

const oneOf = (field: Field, text: string): Reading =>
  isOffered(field, text) ? { value: text } : notOffered;

/** What was ticked in a list of answers; each only once. */
export const readChoices = (field: Field, chosen: readonly string[]): Reading =>
  chosen.every((value) => isOffered(field, value)) ? { value: [...new Set(chosen)] } : notOffered;

const readers: Record<string, (field: Field, text: string) => Reading> = {
  number: asNumber,
  date: asDate,
  time: asTime,
  select: oneOf,
  radio: oneOf,
  'codice-fiscale': (_field, text) => {
    const judged = checkTaxCode(text);
    return judged.ok ? { value: text.replace(/\s/g, '').toUpperCase() } : { error: judged.reason };
  },
  cap: (_field, text) => (/^\d{5}$/.test(text) ? { value: text } : { error: 'Il CAP ha cinque cifre.' }),
  telefono: (_field, text) =>
    phoneShape.test(text) ? { value: text } : { error: 'Scrivi il numero con le sole cifre.' },
  targa: (_field, text) => {
    const plate = text.replace(/[\s-]/g, '').toUpperCase();
    return /^[A-Z0-9]{4,10}$/.test(plate)
      ? { value: plate }
      : { error: 'Scrivi la targa con lettere e cifre, per esempio AB123CD.' };
  },
};

/** Reads what was typed into one field; not empty. */
export const readValue = (field: Field, text: string): Reading =>
  (readers[kindOf(field)] ?? asText)(field, text);
