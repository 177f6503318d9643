import type { JsonObject } from '../../../core/json.js';

/** A party's columns that two records may say differently, in the order in which they are compared on screen. */
export const mergedFields = [
  'kind',
  'organisation_name',
  'family_name',
  'given_name',
  'tax_code',
  'no_code_reason',
  'code_follow',
  'sex',
  'birth_date',
  'birth_place',
  'birth_place_code',
  'email',
  'pec',
  'pec_source',
  'phone',
  'second_phone',
  'street',
  'postal_code',
  'municipality',
  'municipality_code',
  'province',
  'country',
  'language',
  'desk_notes',
] as const;
export type MergedField = (typeof mergedFields)[number];

/** Columns that say one thing together: whoever chooses one chooses the other. */
const together: Partial<Record<MergedField, MergedField[]>> = {
  no_code_reason: ['code_follow'],
  birth_place: ['birth_place_code'],
  pec: ['pec_source'],
  municipality: ['municipality_code'],
};
const follows = new Set(Object.values(together).flat());

/** What is chosen on screen: the columns without those that follow another. */
export const chosenFields = mergedFields.filter((field) => !follows.has(field));

/**
 * What the kept party says afterwards.
 * @param chosen fields for which the other record is right; everywhere else the kept one is, unless it says nothing
 */
export const mergedValues = (kept: JsonObject, other: JsonObject, chosen: readonly string[]): JsonObject => {
  const values: JsonObject = Object.fromEntries(
    chosenFields.flatMap((field) => {
      const source = chosen.includes(field) || kept[field] === null ? other : kept;
      return [field, ...(together[field] ?? [])].map((name) => [name, source[name] ?? null]);
    }),
  );
  return values['tax_code'] ? { ...values, no_code_reason: null, code_follow: null } : values; // no longer missing
};

/**
 * What the kept party says when a merge is undone: what it said before, except where somebody has changed it since.
 */
export const unmergedValues = (now: JsonObject, before: JsonObject, after: JsonObject): JsonObject =>
  Object.fromEntries(
    mergedFields
      .filter((field) => JSON.stringify(now[field]) === JSON.stringify(after[field]))
      .map((field) => [field, before[field] ?? null]),
  );
