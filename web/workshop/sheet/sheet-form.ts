import { z } from 'zod';
import type { FormComponent, FormSchema } from '../../../processes/catalogue/bundle.js';
import { sheetSchema } from '../../../processes/catalogue/sheet.js';
import type { Translate } from '../../i18n.js';
import { sheetGroups } from './groups.js';

export interface Choice {
  value: string;
  label: string;
}

export interface SheetFormOptions {
  t: Translate;
  /** What is chosen by name, by the field's path without rows: `office`, `fees.value`. */
  choices: Readonly<Record<string, readonly Choice[]>>;
  /** Values that stand in the sheet now, by the same paths: one that is offered no more stays and can be seen. */
  present: Readonly<Record<string, readonly string[]>>;
}

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** Answered in sentences. */
const long = new Set([
  'summary',
  'who',
  'online',
  'payment',
  'follow',
  'contacts',
  'stampExemption',
  'why',
  'help',
  'text',
]);

const options = (path: string, values: readonly Choice[], { present, t }: SheetFormOptions): Choice[] => {
  const strangers = (present[path] ?? []).filter(
    (value) => value !== '' && !values.some((choice) => choice.value === value),
  );
  return [
    ...values,
    ...strangers.map((value) => ({ value, label: t('workshop.sheet.option.unknown', { value }) })),
  ];
};

const named = (path: string, values: readonly string[], { t }: SheetFormOptions): Choice[] =>
  values.map((value) => ({ value, label: t(`workshop.sheet.option.${path}.${value}`) }));

/** One question, by what the schema lets the field hold. */
const question = (path: string, schema: JsonSchema, all: SheetFormOptions): Partial<FormComponent> => {
  const chosen = all.choices[path];
  if (chosen) return { type: 'select', values: options(path, chosen, all) };
  if (schema.enum) {
    return { type: 'select', values: options(path, named(path, schema.enum.map(String), all), all) };
  }
  if (schema.type === 'boolean') {
    return schema.default === undefined
      ? { type: 'select', values: options(path, named('yesNo', ['true', 'false'], all), all) }
      : { type: 'checkbox' };
  }
  if (schema.type === 'integer' || schema.type === 'number') {
    return { type: 'number', ...(schema.type === 'integer' ? { decimalDigits: 0 } : {}) };
  }
  if (schema.format === 'date') return { type: 'datetime', subtype: 'date' };
  return { type: long.has(path.split('.').at(-1) ?? '') ? 'textarea' : 'textfield' };
};

/** The components of a field: one question, the rows of a list, or the questions of a group. */
const componentsOf = (
  key: string,
  schema: JsonSchema,
  { path, isRequired, all }: { path: string; isRequired: boolean; all: SheetFormOptions },
): FormComponent[] => {
  if (schema.const !== undefined) return [];
  const label = all.t(`workshop.sheet.field.${path}`);
  if (schema.type === 'object') {
    return inside(schema).flatMap(([name, field, required]) =>
      componentsOf(`${key}.${name}`, field, { path: `${path}.${name}`, isRequired: required, all }),
    );
  }
  const validate = { required: isRequired };
  const item = schema.type === 'array' ? (schema.items as JsonSchema) : null;
  if (item?.type === 'object') {
    const components = inside(item).flatMap(([name, field, required]) =>
      componentsOf(name, field, { path: `${path}.${name}`, isRequired: required, all }),
    );
    return [{ type: 'dynamiclist', path: key, label, components }];
  }
  if (item?.enum) {
    return [{ type: 'checklist', key, label, values: named(path, item.enum.map(String), all), validate }];
  }
  if (item) {
    const description = all.t('workshop.sheet.onePerLine');
    return [{ type: 'textarea', key, label, description, validate }];
  }
  return [{ ...question(path, schema, all), key, label, validate } as FormComponent];
};

const inside = ({ properties = {}, required = [] }: JsonSchema) =>
  Object.entries(properties).map(
    ([name, field]) => [name, field as JsonSchema, required.includes(name)] as const,
  );

const sheetJsonSchema = z.toJSONSchema(sheetSchema, { io: 'input' });

/** The names of the sheet's fields, as the schema has them. */
export const sheetFieldNames = Object.keys(sheetJsonSchema.properties ?? {});

/** The sheet as a form that the server draws like any other: derived from the schema, in the order of the law. */
export const sheetForm = (all: SheetFormOptions): FormSchema => ({
  id: 'sheet',
  components: sheetGroups.map(({ letters, fields }, index) => ({
    type: 'group',
    label: all.t(`workshop.sheet.group.${letters || (index === 0 ? 'first' : 'last')}`),
    components: fields.flatMap((name) => {
      const field = sheetJsonSchema.properties?.[name] as JsonSchema;
      const isRequired = sheetJsonSchema.required?.includes(name) ?? false;
      return componentsOf(name, field, { path: name, isRequired, all });
    }),
  })),
});
