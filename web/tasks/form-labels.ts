import type { JsonObject } from '../../core/json.js';
import type { FormComponent, FormSchema } from '../../processes/catalogue/bundle.js';
import { pathOf } from '../forms/paths.js';

const all = (components: FormComponent[]): FormComponent[] =>
  components.flatMap((component) => [component, ...all(component.components ?? [])]);

/** What the question of an input is called; `figli.0.nome` is the question `nome` of the list `figli`, in its row 1. */
export const labelOfInput = ({ components }: FormSchema, name: string): string => {
  const parts = name.split('.');
  const row = parts.length > 1 ? ` (${Number(parts.at(-2)) + 1})` : '';
  const question = all(components).find(({ key }) => key === parts.at(-1));
  return (question?.label ?? name) + row;
};

/** Where to go on after a row was added to a list: its first question. Elsewhere, the form's beginning. */
export const placeAfter = ({ components }: FormSchema, action: string, typed: JsonObject): string => {
  const path = /^list-add:(.+)$/.exec(action)?.[1];
  const list = all(components).find((part) => part.type === 'dynamiclist' && pathOf(part) === path);
  const rows = path ? typed[path] : undefined;
  const first = all(list?.components ?? []).find(({ key }) => key)?.key;
  return Array.isArray(rows) && first ? `#${path}.${rows.length - 1}.${first}` : '#questions';
};

const asksForMail = ({ validate }: FormComponent): boolean => validate?.validationType === 'email';

const without = (
  components: FormComponent[],
  unwanted: (component: FormComponent) => boolean,
): FormComponent[] =>
  components
    .filter((component) => !unwanted(component))
    .map((component) =>
      component.components
        ? { ...component, components: without(component.components, unwanted) }
        : component,
    );

/** A form without the questions for e-mail addresses: an office reads the request and has nothing to write to. */
export const withoutAddresses = (schema: FormSchema): FormSchema => ({
  ...schema,
  components: without(schema.components, asksForMail),
});
