import type { Knex } from 'knex';
import { systemActor } from '../../core/actor.js';
import { audit } from '../../db/audit.js';
import { endNames } from './end-names.js';

/** Child instances belong to their parent's case; deeper ones follow as their parents are known. */
export const inheritCases = async (trx: Knex.Transaction): Promise<void> => {
  for (let linked = 1; linked > 0;) {
    const { rowCount } = await trx.raw<{ rowCount: number }>(
      `update engine_instance child set case_id = parent.case_id from engine_instance parent
       where child.parent_key = parent.key and child.case_id is null and parent.case_id is not null`,
    );
    linked = rowCount;
  }
};

/** A case runs on the version the engine started it on, whatever was the newest when the form was opened. */
export const adoptRunningVersion = async (trx: Knex.Transaction, instances: string[]): Promise<void> => {
  await trx.raw(
    `update case_file set procedure_version_id = version.id
     from engine_instance instance
     join procedure_version version on version.process_definition_key = instance.process_definition_key
     where instance.key = any(?::bigint[]) and instance.parent_key is null and not instance.is_replaced
       and case_file.id = instance.case_id and case_file.procedure_version_id <> version.id`,
    [instances],
  );
};

interface EndedCase {
  case_id: string;
  instance_key: string;
  state: string;
  ended_at: Date;
  resource: string | null;
  element_id: string | null;
}

const endedCases = `
  select instance.case_id, instance.key as instance_key, instance.state, instance.ended_at, process.resource, last.element_id
  from engine_instance instance
  join case_file on case_file.id = instance.case_id and case_file.status = 'open'
  left join engine_process process on process.process_definition_key = instance.process_definition_key
  left join lateral (
    select element_id from engine_element
    where instance_key = instance.key and type = 'END_EVENT' and state = 'completed'
    order by position desc limit 1) last on true
  where instance.key = any(?::bigint[]) and instance.parent_key is null and instance.state <> 'active'
    and not (instance.is_replaced and instance.state = 'terminated')`; // the case goes on in its successor

/** Where the diagram has not ended the term with its act, the end of the case does. */
const endTerm = async (trx: Knex.Transaction, { case_id, ended_at }: EndedCase): Promise<void> => {
  await trx.raw(
    `insert into term_event (case_id, kind, on_date, effect_key, recorded_at, recorded_by)
     select id, 'ended', (?::timestamptz at time zone 'Europe/Rome')::date, 'closed ' || id, ?, ? from case_file
     where id = ? and not exists (select from term_event where case_id = case_file.id and kind = 'ended')
     on conflict (effect_key) do nothing`,
    [ended_at, ended_at, systemActor.name, case_id],
  );
};

/** Closes the cases whose root instance has ended: the outcome is the name of the end event it reached. */
export const closeEndedCases = async (trx: Knex.Transaction, instances: string[]): Promise<void> => {
  const { rows } = await trx.raw<{ rows: EndedCase[] }>(endedCases, [instances]);
  for (const ended of rows) {
    const names = ended.resource ? await endNames(ended.resource) : new Map<string, string>();
    const outcome =
      ended.state === 'terminated'
        ? 'Interrotta'
        : (names.get(ended.element_id ?? '') ?? ended.element_id ?? 'Conclusa');
    await trx('case_file')
      .where({ id: ended.case_id })
      .update({ status: 'closed', outcome, closed_at: ended.ended_at });
    await endTerm(trx, ended);
    await audit(trx, {
      at: ended.ended_at,
      actor: systemActor,
      act: 'pratica.chiusa',
      caseId: ended.case_id,
      details: { esito: outcome },
    });
  }
};
