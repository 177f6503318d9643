import { isScalar, isSeq, parseDocument, type Document } from 'yaml';
import type { Json, JsonObject } from '../../../core/json.js';
import type { FormComponent } from '../../../processes/catalogue/bundle.js';
import { keepWriting } from './keep-writing.js';

type Path = readonly (string | number)[];

/** What was sent: clean values where they could be read, and everything as it was typed. */
export interface SentSheet {
  data: JsonObject;
  typed: JsonObject;
  /** The row that is to go, before any other is looked at. */
  removed: { list: string; index: number } | null;
}

const lines = (value: Json | undefined): string[] =>
  String(value ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Changes a value and nothing around it: comments and the way it is written stay. */
const put = (document: Document, path: Path, value: Json | undefined): void => {
  const before = document.getIn(path, true);
  if (value === undefined) {
    if (before !== undefined) document.deleteIn(path);
  } else if (isScalar(before) && typeof value !== 'object') {
    if (before.value !== value) {
      before.value = value;
      delete before.format;
      delete before.source;
    }
  } else if (JSON.stringify(document.getIn(path)) !== JSON.stringify(value)) {
    document.setIn(path, document.createNode(value));
  }
};

/** Each text in its place, those that are no more from the end. */
const putList = (document: Document, path: Path, values: readonly string[]): void => {
  const before = document.getIn(path, true);
  if (!isSeq(before)) return put(document, path, [...values]);
  while (before.items.length > values.length) before.delete(before.items.length - 1);
  values.forEach((value, index) => put(document, [...path, index], value));
};

/** A clean value, or what was typed where it can't be read: the schema says what is wrong with it, beside the field. */
const valueOf = (
  component: FormComponent & { key: string },
  { data, typed }: Omit<SentSheet, 'removed'>,
): Json | undefined => {
  const { key, type, values } = component;
  const value = data[key] ?? typed[key];
  if (type === 'checkbox') return value === true;
  if (value === undefined || value === '') return component.validate?.required ? '' : undefined;
  if (values?.some((choice) => choice.value === 'true')) return value === 'true';
  return value;
};

const isTextList = ({ type, description }: FormComponent): boolean =>
  type === 'textarea' && description !== undefined;

const putField = (
  document: Document,
  before: Path,
  component: FormComponent,
  sent: Omit<SentSheet, 'removed'>,
): void => {
  const { key } = component;
  if (!key) return;
  const path = [...before, ...key.split('.')];
  if (isTextList(component)) return putList(document, path, lines(sent.typed[key]));
  if (component.type === 'checklist') {
    const chosen = (sent.typed[key] ?? []) as string[];
    return chosen.length > 0 ? putList(document, path, chosen) : put(document, path, undefined);
  }
  const value = valueOf({ ...component, key }, sent);
  // what isn't there and means no by itself needn't be written
  if (value === false && component.type === 'checkbox' && document.getIn(path) === undefined) return;
  put(document, path, value);
};

const putAll = (
  document: Document,
  before: Path,
  components: readonly FormComponent[],
  sent: Omit<SentSheet, 'removed'>,
): void => {
  for (const component of components) {
    const inside = component.components ?? [];
    if (component.type === 'group') putAll(document, before, inside, sent);
    else if (component.type === 'dynamiclist') putRows(document, component.path ?? '', inside, sent);
    else putField(document, before, component, sent);
  }
};

const putRows = (
  document: Document,
  list: string,
  inside: readonly FormComponent[],
  { data, typed }: Omit<SentSheet, 'removed'>,
): void => {
  const rows = (typed[list] ?? []) as JsonObject[];
  const clean = (data[list] ?? []) as JsonObject[];
  rows.forEach((row, index) => {
    if (document.getIn([list, index]) === undefined) {
      if (!isSeq(document.getIn([list], true))) document.setIn([list], document.createNode([]));
      document.addIn([list], document.createNode({}));
    }
    putAll(document, [list, index], inside, { data: clean[index] ?? {}, typed: row });
  });
  const there = document.getIn([list], true);
  while (isSeq(there) && there.items.length > rows.length) there.delete(there.items.length - 1);
};

const fieldsOf = (document: Document): Record<string, string> =>
  Object.fromEntries(
    Object.entries((document.toJS() ?? {}) as JsonObject).map(([name, value]) => [
      name,
      JSON.stringify(value),
    ]),
  );

/**
 * Writes what was sent into the sheet's file: only what changed is touched, comments stay.
 * @returns the same text when nothing changed
 */
export const writeSheet = (text: string, components: readonly FormComponent[], sent: SentSheet): string => {
  const document = parseDocument(text);
  const before = fieldsOf(document);
  if (sent.removed) document.deleteIn([sent.removed.list, sent.removed.index]);
  putAll(document, [], components, sent);
  const after = fieldsOf(document);
  return keepWriting(text, document.toString({ lineWidth: 0 }), (name) => before[name] === after[name]);
};
