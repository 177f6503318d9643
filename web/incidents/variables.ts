import type { Json, JsonObject } from '../../core/json.js';
import { readNumber } from '../forms/read-value.js';
import type { Variable } from './query.js';

export const kinds = ['text', 'number', 'boolean', 'null', 'json'] as const;
export type Kind = (typeof kinds)[number];

export interface EditedVariable {
  name: string;
  kind: Kind;
  /** As a person writes it. */
  text: string;
}

/** The process's own: the case it belongs to must not be changed. */
const untouchable = new Set(['caseId']);

const kindOf = (value: Json): Kind => {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'json';
};

const textOf = (value: Json): string => {
  if (typeof value === 'number')
    return value.toLocaleString('it', { maximumFractionDigits: 12, useGrouping: false });
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'sì' : 'no';
  return value === null ? '' : JSON.stringify(value);
};

/** The variables as fields of a form. */
export const editable = (variables: Variable[]): EditedVariable[] =>
  variables
    .filter(({ name }) => !untouchable.has(name))
    .map(({ name, value }) => ({ name, kind: kindOf(value), text: textOf(value) }));

/** A value, or the message key of what is wrong with it. */
export type Reading = { value: Json } | { problem: string };

const yes = new Set(['sì', 'si', 'vero', 'true', 'yes']);
const no = new Set(['no', 'falso', 'false']);

/** Reads what was typed as the kind that was chosen. */
export const readVariable = (kind: Kind, text: string): Reading => {
  const word = text.trim().toLowerCase();
  if (kind === 'null') return { value: null };
  if (kind === 'text') return { value: text };
  if (kind === 'boolean') {
    if (yes.has(word)) return { value: true };
    return no.has(word) ? { value: false } : { problem: 'incidents.wrong.boolean' };
  }
  if (kind === 'number') {
    const value = readNumber(text.trim());
    return value === null ? { problem: 'incidents.wrong.number' } : { value };
  }
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return { problem: 'incidents.wrong.json' };
  }
};

/** The name and value of one more variable, with which a missing one is mended. */
export const newName = /^[A-Za-z_][A-Za-z0-9_]{0,99}$/;

export interface Mending {
  /** Only what differs from before goes to the engine. */
  changed: JsonObject;
  typed: EditedVariable[];
  added: EditedVariable;
  /** Message keys by field. */
  problems: Record<string, string>;
}

const asKind = (text: string | null): Kind => kinds.find((kind) => kind === text) ?? 'text';

/** Reads the form of variables against what the engine holds now. */
export const readMending = (variables: Variable[], fields: URLSearchParams): Mending => {
  const problems: Record<string, string> = {};
  const changed: JsonObject = {};
  const typed = editable(variables).map((known) => {
    const edited = {
      name: known.name,
      kind: asKind(fields.get(`kind.${known.name}`) ?? known.kind),
      text: fields.get(`value.${known.name}`) ?? known.text,
    };
    if (edited.kind === known.kind && edited.text === known.text) return edited;
    const reading = readVariable(edited.kind, edited.text);
    if ('problem' in reading) problems[`value.${known.name}`] = reading.problem;
    else changed[known.name] = reading.value;
    return edited;
  });
  const added = {
    name: (fields.get('new.name') ?? '').trim(),
    kind: asKind(fields.get('new.kind')),
    text: fields.get('new.value') ?? '',
  };
  if (added.name || added.text) readAdded(added, variables, { problems, changed });
  return { changed, typed, added, problems };
};

const readAdded = (
  added: EditedVariable,
  variables: Variable[],
  { problems, changed }: Pick<Mending, 'problems' | 'changed'>,
): void => {
  const reading = readVariable(added.kind, added.text);
  if (!newName.test(added.name) || untouchable.has(added.name)) problems['new.name'] = 'incidents.wrong.name';
  else if (variables.some(({ name }) => name === added.name)) problems['new.name'] = 'incidents.wrong.known';
  else if ('problem' in reading) problems['new.value'] = reading.problem;
  else changed[added.name] = reading.value;
};
