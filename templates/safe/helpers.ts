import {
  italianDate,
  italianDateTime,
  italianDays,
  italianEuro,
  italianNumber,
} from '../typography/italian.js';
import { limits } from './limits.js';

/** Handlebars hands its own options to every helper as the last argument; ours never see it. */
type Value = (...args: unknown[]) => unknown;

const isPresent = (value: unknown): boolean =>
  value !== undefined &&
  value !== null &&
  value !== '' &&
  value !== false &&
  !(Array.isArray(value) && value.length === 0);

const join = (values: unknown, separator: unknown = ', '): unknown => {
  const between = String(separator);
  if (between.length > limits.separatorChars) throw new TypeError('il separatore è troppo lungo');
  return Array.isArray(values) ? values.map(String).join(between) : values;
};

/** What a template may say inside `{{…}}` besides naming a field. */
export const valueHelpers: Record<string, Value> = {
  data: italianDate,
  dataOra: italianDateTime,
  euro: italianEuro,
  giorni: italianDays,
  numero: (value, decimals) => italianNumber(value, typeof decimals === 'number' ? decimals : undefined),
  unisci: join,
  maiuscolo: (value) => String(value ?? '').toLocaleUpperCase('it'),
  presente: isPresent,
  uguale: (left, right) => left === right,
  oppure: (value, fallback) => (isPresent(value) ? value : fallback),
};

/** Blocks a template may use; `each` is ours, because it counts its rounds. */
export const blockHelpers = ['if', 'unless', 'each', 'with'] as const;
