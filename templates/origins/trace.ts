import type { Json, JsonObject } from '../../core/json.js';
import type { FieldOrigin, LetterOrigins } from './origins.js';
import { originRuleOf, type Source } from './rules.js';

/** One value of a letter and where it comes from. */
export interface TracedValue {
  path: string;
  value: string | number | boolean;
  origin: { field: string; said: FieldOrigin } | { source: Source } | null;
}

const isList = (value: Json): value is Json[] => Array.isArray(value);

/** Every text, number and yes of the data, with its path; what nobody said is nothing. */
const leavesOf = (value: Json, path: string): { path: string; value: TracedValue['value'] }[] => {
  if (value === null || value === '' || value === undefined) return [];
  if (typeof value !== 'object') return [{ path, value }];
  const entries = isList(value)
    ? value.map((item, index): [string, Json] => [String(index), item])
    : Object.entries(value as Record<string, Json>);
  return entries.flatMap(([key, inner]) => leavesOf(inner, path === '' ? key : `${path}.${key}`));
};

const originOf = (path: string, { fields, forms }: LetterOrigins): TracedValue['origin'] => {
  const rule = originRuleOf(path);
  const field = rule?.fields?.find((name) => fields[name]);
  const said = field === undefined ? undefined : fields[field];
  if (field !== undefined && said) return { field, said };
  const [room, form = '', name = ''] = path.split('.');
  const sent = room === 'tasks' ? forms[form] : undefined;
  if (sent) return { field: name, said: sent };
  return rule?.otherwise ? { source: rule.otherwise } : null;
};

/** Traces every value that a letter can print. `origin` is null where nobody knows: tests see to it that there is none. */
export const traceLetter = (data: JsonObject, origins: LetterOrigins): TracedValue[] =>
  leavesOf(data, '').map(({ path, value }) => ({ path, value, origin: originOf(path, origins) }));
