import type { Json, JsonObject } from '../../core/json.js';
import type { FormComponent, FormSchema } from '../../processes/catalogue/bundle.js';
import { isField, isHidden, type Field } from '../../processes/catalogue/forms/fields.js';
import { readValue } from './read-value.js';

export interface ParsedForm {
  /** Clean values: ISO dates, numbers, booleans; hidden questions are left out. */
  data: JsonObject;
  /** What was typed, as it was typed, for showing the form again. */
  typed: JsonObject;
  /** Sentence beside each wrong field, by input name (`figli.0.nome` inside a list). */
  errors: Record<string, string>;
}

export interface ParseOptions {
  /** Files received, by form field. */
  attachments: Record<string, readonly unknown[]>;
}

/** The longest list that a form may hold; more is somebody's script. */
const longestList = 200;

/** Reads a sent form by its schema: nothing that the schema doesn't ask gets in. */
export const parseForm = (
  { components }: FormSchema,
  fields: URLSearchParams,
  options: ParseOptions,
): ParsedForm => {
  const typed = typedIn(components, fields, '');
  const errors: Record<string, string> = {};
  const data = dataIn(components, typed, '', {}, errors, options);
  return { data, typed, errors };
};

const typedIn = (components: FormComponent[], fields: URLSearchParams, prefix: string): JsonObject => {
  const typed: JsonObject = {};
  for (const component of components) {
    if (component.type === 'group') Object.assign(typed, typedIn(component.components ?? [], fields, prefix));
    else if (component.type === 'dynamiclist') Object.assign(typed, typedRows(component, fields, prefix));
    else if (isField(component) && component.type !== 'filepicker') {
      const name = prefix + component.key;
      const all = fields.getAll(name);
      if (component.type === 'checklist') typed[component.key] = all.filter(Boolean);
      else if (component.type === 'checkbox')
        typed[component.key] = all.includes('on') || all.includes('true');
      else typed[component.key] = (all.at(-1) ?? '').replaceAll('\r\n', '\n').trim();
    }
  }
  return typed;
};

/** The path under which a list keeps its rows. */
export const pathOf = ({ path, key }: FormComponent): string => path ?? key ?? 'righe';

/** Rows as sent (`figli.0.nome`), one more or one less when its button was pressed. */
const typedRows = (list: FormComponent, fields: URLSearchParams, prefix: string): JsonObject => {
  const path = pathOf(list);
  const sent = [...fields.keys()].flatMap((name) => {
    const found = name.startsWith(`${prefix}${path}.`)
      ? /^\d+/.exec(name.slice(prefix.length + path.length + 1))
      : null;
    return found ? [Number(found[0])] : [];
  });
  const count = Math.min(longestList, Math.max(-1, ...sent) + 1);
  const rows = Array.from({ length: count }, (_, index) =>
    typedIn(list.components ?? [], fields, `${prefix}${path}.${index}.`),
  );
  const action = fields.get('action') ?? '';
  const removed = new RegExp(`^list-remove:${path}:(\\d+)$`).exec(action);
  if (removed) rows.splice(Number(removed[1]), 1);
  if (action === `list-add:${path}`) rows.push({});
  return { [path]: rows };
};

const dataIn = (
  components: FormComponent[],
  typed: JsonObject,
  prefix: string,
  known: JsonObject,
  errors: Record<string, string>,
  options: ParseOptions,
): JsonObject => {
  const data: JsonObject = {};
  for (const component of components) {
    if (isHidden(component, { ...known, ...typed, ...data })) continue;
    const inside = { ...known, ...data };
    if (component.type === 'group') {
      Object.assign(data, dataIn(component.components ?? [], typed, prefix, inside, errors, options));
    } else if (component.type === 'dynamiclist') {
      const path = pathOf(component);
      const rows = (typed[path] ?? []) as JsonObject[];
      data[path] = rows.map((row, index) =>
        dataIn(component.components ?? [], row, `${prefix}${path}.${index}.`, inside, errors, options),
      );
    } else if (isField(component)) {
      const value = valueOf(component, typed[component.key] ?? '', prefix, errors, options);
      if (value !== undefined) data[component.key] = value;
    }
  }
  return data;
};

const valueOf = (
  field: Field,
  typed: Json,
  prefix: string,
  errors: Record<string, string>,
  { attachments }: ParseOptions,
): Json | undefined => {
  const name = prefix + field.key;
  const isMissing =
    field.type === 'filepicker'
      ? (attachments[field.key] ?? []).length === 0
      : typed === '' || typed === false || (Array.isArray(typed) && typed.length === 0);
  if (isMissing) {
    if (field.validate?.required) errors[name] = missing[field.type] ?? 'Rispondi a questa domanda.';
    return field.type === 'checkbox' ? false : undefined;
  }
  if (field.type === 'filepicker') return undefined;
  if (typeof typed !== 'string') return typed;
  const reading = readValue(field, typed);
  if ('value' in reading) return reading.value;
  errors[name] = reading.error;
  return undefined;
};

const missing: Record<string, string> = {
  filepicker: 'Allega il documento.',
  checkbox: 'Per andare avanti serve questa conferma.',
  radio: 'Scegli una risposta.',
  select: 'Scegli una risposta.',
  checklist: 'Scegli almeno una risposta.',
  datetime: 'Scrivi la data, per esempio 24/11/2026.',
};
