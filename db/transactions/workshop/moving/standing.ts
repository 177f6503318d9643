import type { Knex } from 'knex';
import type { Standing } from '../../../../processes/catalogue/moving/move.js';

/** An open case with where its instance stands. */
export interface StandingCase extends Standing {
  caseId: string;
  number: string;
  instanceKey: string;
  /** `yyyy-mm-dd`, when its term ends; null without one. */
  dueDate: string | null;
}

/** Where the open cases of a version stand, by number: what the stream has told, in one query. */
export const standingOf = async (db: Knex, versionId: string): Promise<StandingCase[]> => {
  const { rows } = await db.raw<{ rows: StandingCase[] }>(
    `select file.id as "caseId", file.number, instance.key as "instanceKey", file.due_date as "dueDate",
       coalesce((select jsonb_agg(jsonb_build_object('elementId', element.element_id, 'type', element.type)
           order by element.position)
         from engine_element element
         where element.instance_key = instance.key and element.state = 'active' and element.type <> 'PROCESS'),
         '[]') as active,
       array(select distinct job.form_key from engine_job job
         where job.instance_key = instance.key and job.kind = 'task' and job.form_key is not null
           and job.state in ('created', 'activated', 'failed')) as forms,
       exists (select from engine_incident incident
         where incident.instance_key = instance.key and incident.state = 'created') as "hasIncident",
       exists (select from engine_command command
         where command.case_id = file.id and command.status = 'pending')
       or exists (select from engine_job job
         join task_result result on result.job_key = job.key
         where job.instance_key = instance.key and job.state = 'created') as "isChanging"
     from case_file file
     join engine_instance instance on instance.case_id = file.id and instance.parent_key is null
       and instance.state = 'active' and not instance.is_replaced
     where file.procedure_version_id = ? and file.status = 'open'
     order by file.number`,
    [versionId],
  );
  return rows;
};
