import type { Json, JsonObject } from '../../core/json.js';
import type { FormComponent } from '../../processes/catalogue/bundle.js';
import { isField, type Field } from '../../processes/catalogue/forms/fields.js';
import { escape } from './escape.js';
import { pathOf, rowMark } from './paths.js';
import { shownValue } from './shown.js';

const hidden = (name: string, value: string): string =>
  `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`;

const textsOf = (field: Field, value: Json): string[] => {
  if (Array.isArray(value)) return value.map(String);
  if (typeof value === 'boolean') return value ? ['on'] : [];
  return [shownValue(field, value)].filter(Boolean);
};

/**
 * Questions that are hidden now travel with what was typed into them: an answer chosen by mistake and chosen back must
 * not cost a page of typing. They are no answers: `parseForm` leaves them out of the data.
 */
export const drawKept = (components: readonly FormComponent[], typed: JsonObject, prefix: string): string =>
  components
    .map((component) => {
      if (component.type === 'group') return drawKept(component.components ?? [], typed, prefix);
      if (component.type === 'dynamiclist') return drawKeptRows(component, typed, prefix);
      if (!isField(component) || component.type === 'filepicker') return '';
      const texts = textsOf(component, typed[component.key] ?? null);
      return texts.map((text) => hidden(prefix + component.key, text)).join('');
    })
    .join('');

const drawKeptRows = (list: FormComponent, typed: JsonObject, prefix: string): string => {
  const path = pathOf(list);
  const rows = (Array.isArray(typed[path]) ? typed[path] : []) as JsonObject[];
  return rows
    .map((row, index) => {
      const inside = `${prefix}${path}.${index}.`;
      return hidden(inside + rowMark, '') + drawKept(list.components ?? [], row, inside);
    })
    .join('');
};
