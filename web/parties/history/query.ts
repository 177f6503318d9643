import type { Knex } from 'knex';
import type { JsonObject } from '../../../core/json.js';
import { mergedFields } from '../../../db/transactions/merge/merged-fields.js';

/** One change of what is known of a party: who made it, when, and what it said before and after. */
export interface KnownChange {
  version: number;
  at: Date;
  by: string;
  act: string;
  fields: { name: string; before: string; after: string }[];
}

/** Told field by field: the party's columns that people read, then the codes of their own table. */
const told = [
  ...mergedFields.filter((name) => !name.endsWith('_code') || name === 'tax_code' || name === 'postal_code'),
  'vat_number',
  'foreign_code',
];

const textOf = (data: JsonObject | undefined, name: string): string => {
  const value = data?.[name];
  return typeof value === 'string' ? value : '';
};

/** What a version says otherwise than the one before it; of the first, everything it says. */
export const changedFields = (before: JsonObject | undefined, after: JsonObject): KnownChange['fields'] =>
  told
    .map((name) => ({ name, before: textOf(before, name), after: textOf(after, name) }))
    .filter((field) => field.before !== field.after);

/** What was known of a party when, newest first. */
export const historyOf = async (db: Knex, partyId: string): Promise<KnownChange[]> => {
  const rows = (await db('party_version')
    .where({ party_id: partyId })
    .orderBy('version')
    .select('version', 'at', 'act', 'data', { by: 'actor_name' })) as (Omit<KnownChange, 'fields'> & {
    data: JsonObject;
  })[];
  return rows
    .map(({ data, ...row }, index) => ({ ...row, fields: changedFields(rows[index - 1]?.data, data) }))
    .reverse();
};
