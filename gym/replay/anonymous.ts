import { Temporal } from 'temporal-polyfill';
import type { Json, JsonObject } from '../../core/json.js';
import type { FormComponent, FormSchema } from '../../processes/catalogue/bundle.js';
import { kindOf } from '../../processes/catalogue/forms/fields.js';

/** Stands where a person had written something. */
export const inventedText = 'Testo di prova';
/** A tax code of nobody, whose check character holds. */
export const inventedTaxCode = 'PRVPSN80A01H223H';

export interface Anonymiser {
  /** ISO day of the application: days are kept as the distance from it. */
  presentedOn: string;
  /** Texts that the diagram compares with: whoever wrote one of these has made a choice. */
  choices: ReadonlySet<string>;
}

/** Answers that are one of a form's own choices, or a figure: they say what was decided, not about whom. */
const kept = new Set(['radio', 'select', 'checkbox', 'checklist', 'number', 'taglist']);
/** Older days are birthdays and the like; the law's terms look at what is near. */
const nearYears = 2;
const isoDay = /^\d{4}-\d{2}-\d{2}$/;

const dayFrom = (day: string, presentedOn: string): string => {
  const days = Temporal.PlainDate.from(presentedOn).until(Temporal.PlainDate.from(day)).days;
  if (Math.abs(days) > nearYears * 366) return '1980-01-01';
  return `@oggi${days < 0 ? '-' : '+'}${Math.abs(days)}`;
};

const fieldsOf = (components: readonly FormComponent[]): FormComponent[] =>
  components.flatMap((component) =>
    component.type === 'group' ? fieldsOf(component.components ?? []) : [component],
  );

const anonymousValue = (value: Json, field: FormComponent | undefined, by: Anonymiser): Json => {
  if (Array.isArray(value)) return value.map((row) => anonymousValue(row, field, by));
  if (typeof value === 'object' && value !== null)
    return anonymousAnswers(value, { components: field?.components ?? [] }, by);
  if (typeof value !== 'string') return value;
  const kind = field ? kindOf(field) : '';
  if (isoDay.test(value)) return dayFrom(value, by.presentedOn);
  if (kind === 'codice-fiscale') return inventedTaxCode;
  if (kept.has(kind) || by.choices.has(value) || value === '') return value;
  return inventedText;
};

/**
 * What was answered to a form, without what identifies anybody: choices, figures and ticks stay, days become distances,
 * everything else that was written is invented. An answer to a question that the form doesn't have counts as written.
 */
export const anonymousAnswers = (
  data: JsonObject,
  { components }: Pick<FormSchema, 'components'>,
  by: Anonymiser,
): JsonObject => {
  const fields = fieldsOf(components);
  const fieldOf = (name: string): FormComponent | undefined =>
    fields.find(({ key, path }) => key === name || path === name);
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, anonymousValue(value, fieldOf(name), by)]),
  );
};

/** The texts between quotes in a diagram's expressions and decisions: what it compares answers with. */
export const choicesIn = (expressions: readonly string[]): ReadonlySet<string> =>
  new Set(
    expressions.flatMap((text) => [...text.matchAll(/"([^"]*)"/g)].flatMap(([, choice]) => choice ?? [])),
  );
