import type { Json, JsonObject } from '../../core/json.js';

/** The variable that tells how many rows of a list a form holds: `eredi` gives `erediNumero`. */
export const rowCountOf = (list: string): string => `${list}Numero`;

/** How many rows each list of an answered form has: a diagram can repeat a step for each without knowing who they are. */
export const rowCounts = (data: JsonObject): [string, Json][] =>
  Object.entries(data).flatMap(([name, value]): [string, Json][] =>
    Array.isArray(value) ? [[rowCountOf(name), value.length]] : [],
  );
