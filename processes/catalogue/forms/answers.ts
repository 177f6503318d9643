import type { Json, JsonObject } from '../../../core/json.js';
import type { FormComponent, FormSchema } from '../bundle.js';
import { isField, isHidden, kindOf, type Field } from './fields.js';

export interface Answer {
  label: string;
  value: string;
}

/** `2026-03-02` → `02/03/2026`. */
export const italianDate = (iso: string): string => iso.slice(0, 10).split('-').reverse().join('/');

const number = new Intl.NumberFormat('it', { maximumFractionDigits: 6, useGrouping: true });

const choice = (field: Field, value: Json): string =>
  field.values?.find((option) => option.value === value)?.label ?? String(value);

const readable = (field: Field, value: Json): string => {
  if (Array.isArray(value)) return value.map((item) => choice(field, item)).join(', ');
  if (typeof value === 'boolean') return value ? 'sì' : 'no';
  if (typeof value === 'number') return number.format(value);
  if (kindOf(field) === 'date' && typeof value === 'string') return italianDate(value);
  return choice(field, value);
};

const isEmpty = (value: Json | undefined): value is undefined | null | '' =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

const answersIn = (components: FormComponent[], data: JsonObject): Answer[] =>
  components.flatMap((component): Answer[] => {
    if (isHidden(component, data)) return [];
    if (component.type === 'group') return answersIn(component.components ?? [], data);
    if (component.type === 'dynamiclist') {
      const rows = data[component.path ?? component.key ?? ''];
      if (!Array.isArray(rows)) return [];
      return rows.flatMap((row, index) =>
        answersIn(component.components ?? [], { ...data, ...(row as JsonObject) }).map(({ label, value }) => ({
          label: `${component.label ?? ''} ${index + 1}: ${label}`.trim(),
          value,
        })),
      );
    }
    if (!isField(component) || component.type === 'filepicker') return [];
    const value = data[component.key];
    return isEmpty(value) ? [] : [{ label: component.label ?? component.key, value: readable(component, value) }];
  });

/** A form's answers as a person reads them, in the order of the questions; hidden and empty ones are left out. */
export const answers = ({ components }: FormSchema, data: JsonObject): Answer[] => answersIn(components, data);
