import type { Knex } from 'knex';
import type { Json, JsonObject } from '../../core/json.js';
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

/** @param given fields of the diagram's step */
export const writtenIn = async (trx: Knex, caseId: string, given: JsonObject = {}): Promise<Written> => {
  const { rows } = await trx.raw<{ rows: Sent[] }>(
    `select 'task' as kind, element_id as place, form_key, data, display_name as by, completed_at as at
     from task_result left join account on account.id = completed_by where case_id = :caseId
     union all
     select 'act', message_name, null, data, display_name, received_at
     from incoming_act left join account on account.id = received_by where case_id = :caseId
     order by at`,
    { caseId },
  );
  const written: Written = { byForm: {}, merged: {}, origins: { fields: {}, forms: {} } };
  const add = (data: JsonObject, said: FieldOrigin): void => {
    for (const [name, value] of Object.entries(data)) {
      written.merged[name] = value;
      if (isBlank(value)) delete written.origins.fields[name];
      else written.origins.fields[name] = said;
    }
  };
  for (const { kind, place, form_key: formKey, data, by, at } of rows) {
    const said = { kind, place, formKey, by, at: at.toISOString() };
    if (formKey) {
      written.byForm[formKey] = data;
      written.origins.forms[formKey] = said;
    }
    add(data, said);
  }
  add(given, { kind: 'step', place: null, formKey: null, by: null, at: null });
  return written;
};
