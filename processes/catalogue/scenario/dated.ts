import type { JsonObject } from '../../../core/json.js';

/** `@oggi` in what a scenario enters is the day on which the step is done, by the clock that the scenario moves. */
export const dated = (data: JsonObject, today: string): JsonObject =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, value === '@oggi' ? today : value]));
