import type { Knex } from 'knex';
import { may } from '../../core/actor.js';
import type { Json, JsonObject } from '../../core/json.js';
import { onlyVisibleCases } from '../access.js';
import type { Person } from '../inbox/query.js';
import { incidentStatus, type IncidentStatus } from './status.js';

export interface Incident {
  key: string;
  elementKey: string;
  elementId: string;
  instanceKey: string;
  jobKey: string | null;
  errorType: string;
  errorMessage: string;
  createdAt: Date;
  resolvedAt: Date | null;
  caseId: string;
  caseNumber: string;
  subject: string;
  office: string;
  dueDate: string | null;
  procedureVersionId: string;
  attemptedBy: string | null;
  attemptedAt: Date | null;
  attemptError: string | null;
  leftAt: Date | null;
  newerKey: string | null;
  status: IncidentStatus;
}

type Row = Omit<Incident, 'status'> & {
  state: 'created' | 'resolved';
  attempt: 'pending' | 'accepted' | 'refused' | null;
  element: 'active' | 'completed' | 'terminated' | null;
};

/** The administrator sees every block, without the people of its case; officers those of the cases they need to know. */
const onlyMine = (actor: Person) => (query: Knex.QueryBuilder) => {
  if (!may(actor, 'administrator')) void query.modify(onlyVisibleCases(actor));
};

/** Number and subject of a restricted case are empty for the administrator: the step can be mended without them. */
const unlessRestricted = (db: Knex, actor: Person, column: string): Knex.Raw =>
  db.raw(`case when case_file.restricted and ? then '' else ?? end`, [may(actor, 'administrator'), column]);

const incidents = (db: Knex, actor: Person): Knex.QueryBuilder =>
  db('engine_incident as incident')
    .join('engine_instance as instance', 'instance.key', 'incident.instance_key')
    .join('case_file', 'case_file.id', 'instance.case_id')
    .join('office', 'office.id', 'case_file.office_id')
    .leftJoin('engine_element as element', 'element.key', 'incident.element_key')
    .joinRaw(
      `left join lateral (
         select attempt.attempted_at, account.display_name, command.status, command.last_error
         from incident_attempt attempt
         join engine_command command on command.id = attempt.command_id
         left join account on account.id = attempt.attempted_by
         where attempt.incident_key = incident.key order by attempt.id desc limit 1) attempt on true
       left join lateral (
         select key from engine_incident newer
         where newer.element_key = incident.element_key and newer.key > incident.key
         order by newer.key desc limit 1) newer on true`,
    )
    .modify(onlyMine(actor))
    .select({
      key: 'incident.key',
      elementKey: 'incident.element_key',
      elementId: 'incident.element_id',
      instanceKey: 'incident.instance_key',
      jobKey: 'incident.job_key',
      errorType: 'incident.error_type',
      errorMessage: 'incident.error_message',
      state: 'incident.state',
      createdAt: 'incident.created_at',
      resolvedAt: 'incident.resolved_at',
      caseId: 'case_file.id',
      caseNumber: unlessRestricted(db, actor, 'case_file.number'),
      subject: unlessRestricted(db, actor, 'case_file.subject'),
      office: 'office.name',
      dueDate: 'case_file.due_date',
      procedureVersionId: 'case_file.procedure_version_id',
      attempt: 'attempt.status',
      attemptedBy: 'attempt.display_name',
      attemptedAt: 'attempt.attempted_at',
      attemptError: 'attempt.last_error',
      element: 'element.state',
      leftAt: 'element.left_at',
      newerKey: 'newer.key',
    });

const judged = (row: Row): Incident => ({
  ...row,
  status: incidentStatus({ ...row, hasNewer: row.newerKey !== null }),
});

/** Blocks that stand, and those being verified: a step leaves the list only when the engine has passed it. */
export const openIncidents = async (db: Knex, actor: Person, limit = 200): Promise<Incident[]> => {
  const rows = (await incidents(db, actor)
    .where((open) =>
      open
        .where('incident.state', 'created')
        .orWhere((verifying) =>
          verifying
            .where('incident.state', 'resolved')
            .whereRaw(`coalesce(element.state, 'active') = 'active'`),
        ),
    )
    .where('instance.state', 'active')
    .whereRaw('newer.key is null')
    .orderByRaw(`coalesce(case_file.due_date, 'infinity'), incident.created_at`)
    .limit(limit)) as Row[];
  return rows.map(judged);
};

/** One block, whatever has become of it; undefined when it isn't the reader's. */
export const incidentByKey = async (db: Knex, actor: Person, key: string): Promise<Incident | undefined> => {
  const row = (await incidents(db, actor).where('incident.key', key).first()) as Row | undefined;
  return row && judged(row);
};

export interface Attempt {
  by: string | null;
  at: Date;
  variables: JsonObject;
  status: 'pending' | 'accepted' | 'refused';
  error: string | null;
  /** The step was blocked again after this attempt. */
  isInVain: boolean;
}

/** All attempts at a step, over all the times it was blocked, newest first. */
export const attemptsAt = async (db: Knex, { elementKey }: Incident): Promise<Attempt[]> =>
  (await db('incident_attempt as attempt')
    .join('engine_incident as incident', 'incident.key', 'attempt.incident_key')
    .join('engine_command as command', 'command.id', 'attempt.command_id')
    .leftJoin('account', 'account.id', 'attempt.attempted_by')
    .where('incident.element_key', elementKey)
    .orderBy('attempt.id', 'desc')
    .select({
      by: 'account.display_name',
      at: 'attempt.attempted_at',
      variables: 'attempt.variables',
      status: 'command.status',
      error: 'command.last_error',
      isInVain: db.raw(`exists (select from engine_incident newer
        where newer.element_key = incident.element_key and newer.key > incident.key)`),
    })) as Attempt[];

export interface Variable {
  name: string;
  value: Json;
}

/** The variables as the blocked step sees them: those of its own scope first, then outwards. */
export const variablesAt = async (db: Knex, { elementKey, instanceKey }: Incident): Promise<Variable[]> => {
  const { rows } = await db.raw<{ rows: Variable[] }>(
    `with recursive scope (key, depth) as (
       select ?::bigint, 0
       union all
       select element.scope_key, scope.depth + 1 from scope join engine_element element on element.key = scope.key
       where element.scope_key is not null and scope.depth < 50)
     select distinct on (variable.name) variable.name, variable.value
     from (select key, depth from scope union all select ?::bigint, 100) scope
     join engine_variable variable on variable.scope_key = scope.key
     order by variable.name, scope.depth`,
    [elementKey, instanceKey],
  );
  return rows;
};
