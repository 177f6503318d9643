import type { Json, JsonObject } from '../../core/json.js';
import type { FormComponent, FormSchema } from '../../processes/catalogue/bundle.js';
import { isField, isHidden, type Field } from '../../processes/catalogue/forms/fields.js';
import { knownAnswers } from './known.js';
import { listActions, pathOf } from './paths.js';
import { readChoices, readValue } from './read-value.js';

export interface ParsedForm {
  /** Clean values: ISO dates, numbers, booleans; hidden questions are left out. */
  data: JsonObject;
  /** What was typed, as it was typed, for showing the form again; also into questions that are hidden now. */
  typed: JsonObject;
  /** Sentence beside each wrong field, by input name (`figli.0.nome` inside a list). */
  errors: Record<string, string>;
}

/** First and last day on which something of a case can have happened, `yyyy-mm-dd`. */
export interface CaseDays {
  from: string;
  to: string;
}

export interface ParseOptions {
  /** Files received, by form field. */
  attachments: Record<string, readonly unknown[]>;
  /** For fields with the property `giorno: della-pratica`; absent before there is a case. */
  caseDays?: CaseDays;
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
  const reading: Reading = { prefix: '', known: knownAnswers(components, typed), errors: {}, ...options };
  return { data: dataIn(components, typed, reading), typed, errors: reading.errors };
};

/** Control characters, but for the ends of lines and tabs. */
const invisible = /[^\P{Cc}\n\t]/gu;

/** Line ends as everywhere; without what can't be typed and no data bank stores. */
const clean = (text: string): string => text.replaceAll('\r\n', '\n').replace(invisible, '').trim();

const typedIn = (components: FormComponent[], fields: URLSearchParams, prefix: string): JsonObject => {
  const typed: JsonObject = {};
  for (const component of components) {
    if (component.type === 'group') Object.assign(typed, typedIn(component.components ?? [], fields, prefix));
    else if (component.type === 'dynamiclist')
      typed[pathOf(component)] = typedRows(component, fields, prefix);
    else if (isField(component) && component.type !== 'filepicker') {
      const all = fields.getAll(prefix + component.key).map(clean);
      if (component.type === 'checklist') typed[component.key] = all.filter(Boolean);
      else if (component.type === 'checkbox')
        typed[component.key] = all.includes('on') || all.includes('true');
      else typed[component.key] = all.at(-1) ?? '';
    }
  }
  return typed;
};

/** Rows as sent (`figli.0.nome`), one more or one less when its button was pressed. */
const typedRows = (list: FormComponent, fields: URLSearchParams, prefix: string): JsonObject[] => {
  const path = prefix + pathOf(list);
  const sent = [...fields.keys()].flatMap((name) => {
    const index = name.startsWith(`${path}.`) ? /^\d{1,4}(?=\.)/.exec(name.slice(path.length + 1)) : null;
    return index ? [Number(index[0])] : [];
  });
  const rows = Array.from({ length: Math.min(longestList, Math.max(-1, ...sent) + 1) }, (_, index) =>
    typedIn(list.components ?? [], fields, `${path}.${index}.`),
  );
  const action = fields.get('action');
  if (action === listActions.add(path)) return [...rows, {}].slice(0, longestList);
  return rows.filter((_, index) => action !== listActions.remove(path, index));
};

interface Reading extends ParseOptions {
  prefix: string;
  known: JsonObject;
  errors: Record<string, string>;
}

const dataIn = (components: FormComponent[], typed: JsonObject, reading: Reading): JsonObject => {
  const data: JsonObject = {};
  for (const component of components) {
    if (isHidden(component, reading.known)) continue;
    if (component.type === 'group') {
      Object.assign(data, dataIn(component.components ?? [], typed, reading));
    } else if (component.type === 'dynamiclist') {
      const path = pathOf(component);
      const inside = component.components ?? [];
      data[path] = ((typed[path] ?? []) as JsonObject[]).map((row, index) =>
        dataIn(inside, row, {
          ...reading,
          prefix: `${reading.prefix}${path}.${index}.`,
          known: knownAnswers(inside, row, reading.known),
        }),
      );
    } else if (isField(component)) {
      const value = valueOf(component, typed[component.key] ?? '', reading);
      if (value !== undefined) data[component.key] = value;
    }
  }
  return data;
};

const valueOf = (
  field: Field,
  typed: Json,
  { prefix, errors, attachments, caseDays }: Reading,
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
  if (typeof typed === 'boolean') return typed;
  const reading = Array.isArray(typed)
    ? readChoices(field, typed.map(String))
    : readValue(field, String(typed));
  const wrong = 'error' in reading ? reading.error : outsideCase(field, reading.value, caseDays);
  if ('value' in reading && !wrong) return reading.value;
  errors[name] = wrong ?? '';
  return undefined;
};

const italian = (date: string): string => date.split('-').reverse().join('/');

/** Days that move a term must be possible: after the request, and not still to come. */
const outsideCase = (field: Field, value: Json, days: CaseDays | undefined): string | null => {
  if (!days || field.properties?.['giorno'] !== 'della-pratica' || typeof value !== 'string') return null;
  if (value > days.to) return 'Questo giorno deve ancora venire.';
  if (value >= days.from) return null;
  return `Questo giorno viene prima della richiesta, che è del ${italian(days.from)}.`;
};

const missing: Record<string, string> = {
  filepicker: 'Allega il documento.',
  checkbox: 'Per andare avanti serve questa conferma.',
  radio: 'Scegli una risposta.',
  select: 'Scegli una risposta.',
  checklist: 'Scegli almeno una risposta.',
  datetime: 'Scrivi la data, per esempio 24/11/2026.',
};
