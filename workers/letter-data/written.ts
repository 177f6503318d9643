import type { Knex } from 'knex';
import type { Json, JsonObject } from '../../core/json.js';
import { asDays, asText, rows } from '../../templates/content/read.js';
import type { FieldOrigin, LetterOrigins } from '../../templates/origins/origins.js';

interface Sent {
  kind: 'task' | 'act';
  place: string;
  form_key: string | null;
  data: JsonObject;
  by: string | null;
  at: Date;
}

/** What tasks and incoming acts collected: the newest data of each form, and all together, later over earlier. */
export interface Written {
  byForm: Record<string, JsonObject>;
  /** With the step's own fields, which win. */
  merged: JsonObject;
  origins: Pick<LetterOrigins, 'fields' | 'forms'>;
}

const isBlank = (value: Json | undefined): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/**
 * The row of a list that a step names by `elenco` and `riga` (from 1): whoever stands in the list is written to without ever
 * being told to the engine.
 */
const rowNamed = (merged: JsonObject, { elenco, riga }: JsonObject): JsonObject =>
  rows(merged[asText(elenco) ?? ''])[(asDays(riga) ?? 0) - 1] ?? {};

/** @param given fields of the diagram's step */
export const writtenIn = async (trx: Knex, caseId: string, given: JsonObject = {}): Promise<Written> => {
  const { rows: sent } = await trx.raw<{ rows: Sent[] }>(
    `select 'task' as kind, element_id as place, form_key, data, display_name as by, completed_at as at
     from task_result left join account on account.id = completed_by where case_id = :caseId
     union all
     select 'act', message_name, null, data, display_name, received_at
     from incoming_act left join account on account.id = received_by where case_id = :caseId
     order by at`,
    { caseId },
  );
  const written: Written = { byForm: {}, merged: {}, origins: { fields: {}, forms: {} } };
  const fields = new Map<string, FieldOrigin>();
  const add = (data: JsonObject, said: FieldOrigin): void => {
    for (const [name, value] of Object.entries(data)) {
      written.merged[name] = value;
      if (isBlank(value)) fields.delete(name);
      else fields.set(name, said);
    }
  };
  for (const { kind, place, form_key: formKey, data, by, at } of sent) {
    const said = { kind, place, formKey, by, at: at.toISOString() };
    if (formKey) {
      written.byForm[formKey] = data;
      written.origins.forms[formKey] = said;
    }
    add(data, said);
  }
  const step = { kind: 'step', place: null, formKey: null, by: null, at: null } as const;
  add(rowNamed(written.merged, given), step);
  add(given, step);
  written.origins.fields = Object.fromEntries(fields);
  return written;
};
