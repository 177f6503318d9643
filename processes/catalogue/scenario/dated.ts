import { Temporal } from 'temporal-polyfill';
import type { Json, JsonObject } from '../../../core/json.js';

const written = /^@oggi([+-]\d+)?$/;

const dayOf = (value: Json, today: string): Json => {
  const [found, days = '0'] = (typeof value === 'string' && written.exec(value)) || [];
  if (Array.isArray(value)) return value.map((one) => dayOf(one, today));
  if (typeof value === 'object' && value !== null) return dated(value, today);
  return found
    ? Temporal.PlainDate.from(today)
        .add({ days: Number(days) })
        .toString()
    : value;
};

/**
 * `@oggi` in what a scenario enters is the day on which the step is done, by the clock that the scenario moves; `@oggi+30`
 * is thirty days later, `@oggi-3` three days earlier. Also in the rows of a list.
 */
export const dated = (data: JsonObject, today: string): JsonObject =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, dayOf(value, today)]));
