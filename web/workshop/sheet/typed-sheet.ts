import { parseDocument } from 'yaml';
import type { Json, JsonObject } from '../../../core/json.js';
import type { FormComponent } from '../../../processes/catalogue/bundle.js';

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const at = (value: Json | undefined, path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((here, name) => (isObject(here) ? here[name] : undefined), value);

/** A list of texts is one text area, a line each; everything else as it stands. */
const typedValue = ({ type, values }: FormComponent, value: Json | undefined): Json => {
  if (Array.isArray(value)) return values ? value.map(String) : value.map(String).join('\n');
  if (type === 'select' && typeof value === 'boolean') return String(value);
  if (type === 'checkbox') return value === true;
  return value === undefined || value === null || isObject(value) ? '' : value;
};

const typedIn = (components: readonly FormComponent[], sheet: JsonObject): JsonObject => {
  const typed: JsonObject = {};
  for (const component of components) {
    const inside = component.components ?? [];
    const key = component.key ?? component.path ?? '';
    if (component.type === 'group') Object.assign(typed, typedIn(inside, sheet));
    else if (component.type === 'dynamiclist') {
      const rows = sheet[key];
      typed[key] = Array.isArray(rows) ? rows.map((row) => typedIn(inside, isObject(row) ? row : {})) : [];
    } else typed[key] = typedValue(component, at(sheet, key.split('.')));
  }
  return typed;
};

/** A sheet's fields as they are read from its file; null when the file can't be read as fields at all. */
export const sheetIn = (text: string): JsonObject | null => {
  const document = parseDocument(text);
  if (document.errors.length > 0) return null;
  const sheet: unknown = JSON.parse(JSON.stringify(document.toJS() ?? {}));
  return isObject(sheet) ? sheet : null;
};

/** What the form of the sheet shows of it: whatever stands there, right or wrong. */
export const typedSheet = (components: readonly FormComponent[], sheet: JsonObject): JsonObject =>
  typedIn(components, sheet);

/** Values that stand in the sheet now, by path without rows, for those fields of which one chooses among several. */
export const presentValues = (sheet: JsonObject): Record<string, string[]> => {
  const present: Record<string, string[]> = {};
  const walk = (value: Json, path: string): void => {
    if (Array.isArray(value)) for (const item of value) walk(item, path);
    else if (isObject(value)) {
      for (const [name, inner] of Object.entries(value)) walk(inner, path ? `${path}.${name}` : name);
    } else (present[path] ??= []).push(String(value ?? ''));
  };
  walk(sheet, '');
  return Object.fromEntries(Object.entries(present).map(([path, values]) => [path, [...new Set(values)]]));
};
