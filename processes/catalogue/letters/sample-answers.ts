import type { Json, JsonObject } from '../../../core/json.js';
import { evil, names } from '../../../templates/samples/hostile.js';
import type { FormComponent } from '../bundle.js';
import { isField, isHidden, kindOf, type Field } from '../forms/fields.js';

/** How a sample case answers: as people do, at its worst, or only what it must. */
export const sampleTastes = ['usual', 'hostile', 'bare'] as const;
export type SampleTaste = (typeof sampleTastes)[number];

const usualTexts: Readonly<Record<string, string>> = {
  'codice-fiscale': 'RSSMRA79B11C566R',
  telefono: '0522 000123',
  cap: '42013',
  targa: 'AB123CD',
  'persona-ufficio': 'Dario Ferrari',
};

const textOf = (field: Field, taste: SampleTaste): string => {
  if (taste === 'hostile') return `${evil} ${names}`;
  return usualTexts[kindOf(field)] ?? (taste === 'bare' ? 'A' : `${field.label ?? field.key} (esempio)`);
};

const numberOf = ({ validate, decimalDigits }: Field, taste: SampleTaste): number => {
  if (taste === 'bare') return validate?.min ?? 0;
  if (taste === 'hostile') return validate?.max ?? 999_999_999.99;
  const usual = Math.min(Math.max(12, validate?.min ?? 12), validate?.max ?? 12);
  return decimalDigits === 0 ? usual : Math.min(usual + 0.5, validate?.max ?? usual + 0.5);
};

const answerOf = (field: Field, taste: SampleTaste): Json => {
  const options = (field.values ?? []).map(({ value }) => value);
  switch (field.type) {
    case 'checkbox':
      return taste !== 'bare';
    case 'number':
      return numberOf(field, taste);
    case 'datetime':
      return field.subtype === 'time' ? '09:30' : '2026-03-12';
    case 'checklist':
      return taste === 'bare' ? options.slice(0, 1) : options;
    case 'radio':
    case 'select':
      return (taste === 'hostile' ? options.at(-1) : options[0]) ?? textOf(field, taste);
    default:
      return textOf(field, taste);
  }
};

const rowsIn: Record<SampleTaste, number> = { usual: 2, hostile: 40, bare: 0 };

/**
 * Made-up answers to a form, by nobody: every question answered, or only those that must be. A question that these answers
 * hide is left out, as it would be when a person answers.
 */
export const sampleAnswers = (
  components: readonly FormComponent[],
  taste: SampleTaste,
  before: JsonObject = {},
): JsonObject => {
  const answers: JsonObject = {};
  for (const component of components) {
    if (isHidden(component, { ...before, ...answers })) continue;
    const inside = component.components ?? [];
    const known = { ...before, ...answers };
    if (component.type === 'group') Object.assign(answers, sampleAnswers(inside, taste, known));
    else if (component.type === 'dynamiclist') {
      answers[component.path ?? component.key ?? ''] = Array.from({ length: rowsIn[taste] }, () =>
        sampleAnswers(inside, taste, known),
      );
    } else if (isField(component) && component.type !== 'filepicker') {
      const isLeftOut = taste === 'bare' && component.type !== 'checkbox' && !component.validate?.required;
      if (!isLeftOut) answers[component.key] = answerOf(component, taste);
    }
  }
  return answers;
};
