import type { Knex } from 'knex';
import { NotFoundError } from '../../../../core/errors.js';

export interface MovePlan {
  id: string;
  procedureId: string;
  fromVersionId: string;
  toVersionId: string;
  reason: string;
  createdAt: Date;
  createdBy: string;
}

export interface MovedCaseRow {
  caseId: string;
  number: string;
  way: 'migrate' | 'resume';
  /** `moved`: the engine has told that it runs on the later version. */
  state: 'moved' | 'waiting' | 'refused';
  /** What the engine said against it. */
  error: string | null;
}

/** @throws NotFoundError */
export const planById = async (db: Knex, id: string): Promise<MovePlan> => {
  const plan = (await db('move_plan').where({ id }).first({
    id: 'id',
    procedureId: 'procedure_id',
    fromVersionId: 'from_version_id',
    toVersionId: 'to_version_id',
    reason: 'reason',
    createdAt: 'created_at',
    createdBy: 'created_by',
  })) as MovePlan | undefined;
  if (!plan) throw new NotFoundError('Piano');
  return plan;
};

/** What became of a plan's cases, those that are not moved first. */
export const movedCasesOf = async (db: Knex, planId: string): Promise<MovedCaseRow[]> => {
  const { rows } = await db.raw<{ rows: MovedCaseRow[] }>(
    `select moved.case_id as "caseId", file.number, moved.way, command.last_error as error,
       case
         when exists (select from engine_instance instance
           join procedure_version version on version.id = plan.to_version_id
             and version.process_definition_key = instance.process_definition_key
           where instance.case_id = moved.case_id and instance.parent_key is null
             and (moved.way = 'migrate' and instance.key = moved.instance_key
               or moved.way = 'resume' and instance.key <> moved.instance_key)) then 'moved'
         when command.status = 'refused' then 'refused'
         else 'waiting' end as state
     from moved_case moved
     join move_plan plan on plan.id = moved.plan_id
     join case_file file on file.id = moved.case_id
     join engine_command command on command.id = moved.command_id
     where moved.plan_id = ?
     order by state desc, file.number`,
    [planId],
  );
  return rows;
};
