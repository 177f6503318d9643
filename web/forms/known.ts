import type { Json, JsonObject } from '../../core/json.js';
import type { FormComponent } from '../../processes/catalogue/bundle.js';
import { isField, isHidden, type Field } from '../../processes/catalogue/forms/fields.js';
import { pathOf } from './paths.js';
import { readValue } from './read-value.js';

/** Conditions may hide what other conditions read; two that hide each other would go round for ever. */
const mostRounds = 10;

/** `12,5` → 12.5, so that a condition can compare it; what can't be read stays text, nothing is null. */
const readable = (field: Field, typed: Json): Json => {
  if (typed === '') return null;
  if (typeof typed !== 'string') return typed;
  const reading = readValue(field, typed);
  return 'value' in reading ? reading.value : typed;
};

const answersIn = (components: readonly FormComponent[], typed: JsonObject): JsonObject =>
  Object.assign(
    {},
    ...components.map((component): JsonObject => {
      if (component.type === 'group') return answersIn(component.components ?? [], typed);
      if (component.type === 'dynamiclist') return { [pathOf(component)]: typed[pathOf(component)] ?? [] };
      return isField(component) ? { [component.key]: readable(component, typed[component.key] ?? null) } : {};
    }),
  ) as JsonObject;

const visibleIn = (components: readonly FormComponent[], known: JsonObject): string[] =>
  components.flatMap((component) => {
    if (isHidden(component, known)) return [];
    if (component.type === 'group') return visibleIn(component.components ?? [], known);
    if (component.type === 'dynamiclist') return [pathOf(component)];
    return isField(component) ? [component.key] : [];
  });

/**
 * The answers as the form's own conditions see them: values, not typing, and without those of questions that are hidden
 * themselves.
 * @param typed what was typed or is known, of the form or of one row of a list
 * @param outer of a row: the answers around it
 */
export const knownAnswers = (
  components: readonly FormComponent[],
  typed: JsonObject,
  outer: JsonObject = {},
): JsonObject => {
  const all = answersIn(components, typed);
  const among = (visible: readonly string[]): JsonObject => ({
    ...outer,
    ...Object.fromEntries(Object.entries(all).filter(([key]) => visible.includes(key))),
  });
  let visible = Object.keys(all);
  for (let round = 0; round < mostRounds; round += 1) {
    const next = visibleIn(components, among(visible));
    const isSettled = next.length === visible.length && next.every((key) => visible.includes(key));
    visible = next;
    if (isSettled) break;
  }
  return among(visible);
};
