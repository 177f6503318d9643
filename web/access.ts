import type { Knex } from 'knex';
import { may, type Actor } from '../core/actor.js';
import { NotFoundError, RestrictedError } from '../core/errors.js';
import type { JsonObject } from '../core/json.js';
import type { Services } from '../core/services.js';
import { audit } from '../db/audit.js';
import { CaseFile } from '../db/models/case-file.js';

type Reason = [sql: string, values: (string | null)[]];

/** A named colleague sees a restricted case until a day. */
export const granted = (actor: Actor, table: string): Reason => [
  `${table}.id in (select case_id from case_grant
     where account_id = ?::uuid and ended_at is null and until >= office_today())`,
  [actor.id],
];

/** Who holds one of its open tasks was given it by somebody who knows the case. */
const holdsTask = (actor: Actor, table: string): Reason => [
  `${table}.id in (select instance.case_id from task_claim
     join engine_job job on job.key = task_claim.job_key join engine_instance instance on instance.key = job.instance_key
     where task_claim.account_id = ?::uuid and job.state in ('created', 'activated', 'failed'))`,
  [actor.id],
];

const atDesk = (actor: Actor, table: string): Reason => {
  const [grant, grantValues] = granted(actor, table);
  const [task, taskValues] = holdsTask(actor, table);
  return [
    `(not ${table}.restricted or ${table}.opened_by = ?::uuid or ${grant} or ${task})`,
    [actor.id, ...grantValues, ...taskValues],
  ];
};

const hasTask = (table: string): string =>
  `exists (select from engine_instance i join engine_job j on j.instance_key = i.key
     where i.case_id = ${table}.id and j.kind = 'task' and j.state in ('created', 'activated', 'failed')
       and j.groups @> array[?]::text[])`;

/** As a value and not as `exists`: the planner would gather all cases of the office before it shows fifty. */
const hadTask = (table: string): string =>
  `(select true from case_office where case_id = ${table}.id and office_id = ?)`;

/** Of a restricted case another office needs to know only while it has a task in it. */
const inOffice = (actor: Actor, table: string): Reason => [
  `(${table}.office_id = ?
    or ${hasTask(table)}
    or (not ${table}.restricted and (${hadTask(table)}
      or ${table}.id in (select case_id from case_transfer where from_office = ? and had_tasks))))`,
  Array.from({ length: 4 }, () => actor.officeId),
];

/** Overdue cases of every office, until they are decided (L. 241/1990 art. 2 c. 9-bis). */
const overdue = (table: string): Reason => [
  `(${table}.status = 'open' and ${table}.due_date < office_today()
     and coalesce(${table}.term_stopped_until, '-infinity') <= office_today())`,
  [],
];

const anyOf = (query: Knex.QueryBuilder, reasons: Reason[]): void =>
  void query.whereRaw(
    `(${reasons.map(([sql]) => sql).join(' or ')})`,
    reasons.flatMap(([, values]) => values),
  );

/**
 * Who needs to know a case (GDPR art. 5.1.c): the desk, all but the restricted ones, of which it sees those it opened
 * itself or holds a task of; an office, the cases it decides or has had a task in (of restricted ones: has a task in);
 * the responsible officer, theirs; the holder of the substitute power, the overdue ones; a colleague who was given access by name, until its day. Nobody else.
 * @param table name of `case_file` in the query
 */
export const onlyVisibleCases =
  (actor: Actor, table = 'case_file') =>
  (query: Knex.QueryBuilder): void => {
    const reasons: Reason[] = [[`${table}.responsible_id = ?::uuid`, [actor.id]], granted(actor, table)];
    if (may(actor, 'operator')) reasons.push(atDesk(actor, table));
    if (may(actor, 'officer', 'responsible')) reasons.push(inOffice(actor, table));
    if (may(actor, 'substitute')) reasons.push(overdue(table));
    anyOf(query, reasons);
  };

/** Tasks of one's office; at the desk not those of restricted cases that the operator doesn't need to know. */
export const onlyWorkableTasks =
  (actor: Actor, table = 'case_file') =>
  (query: Knex.QueryBuilder): void => {
    if (!may(actor, 'officer', 'responsible')) anyOf(query, [atDesk(actor, table)]);
  };

/**
 * Answers who asks for a restricted case that they needn't know: that it exists and whom to ask, nothing else. The
 * attempt goes into the trail.
 * @param wanted finds the case, without regard to who asks
 * @throws RestrictedError when there is such a restricted case
 */
export const refuseRestricted = async (
  { db, clock }: Services,
  actor: Actor,
  wanted: (query: Knex.QueryBuilder) => void,
): Promise<void> => {
  const file = (await db('case_file')
    .join('office', 'office.id', 'case_file.office_id')
    .where({ 'case_file.restricted': true })
    .modify(wanted)
    .first({ id: 'case_file.id', office: 'office.name' })) as { id: string; office: string } | undefined;
  if (!file) return;
  await audit(db, { at: clock.now(), actor, act: 'pratica.tentativo', caseId: file.id });
  throw new RestrictedError(file.office);
};

/**
 * A case that the actor needs to know.
 * @throws RestrictedError when it is a restricted one that they needn't know, NotFoundError otherwise, as if it didn't exist
 */
export const demandCase = async (services: Services, actor: Actor, caseId: string): Promise<CaseFile> => {
  const file = await CaseFile.query(services.db)
    .findById(caseId)
    .modify(onlyVisibleCases(actor) as never);
  if (file) return file;
  await refuseRestricted(services, actor, (query) => void query.where('case_file.id', caseId));
  throw new NotFoundError('Pratica');
};

/** Notes that somebody has read personal data: `pratica.letta`, `soggetto.letto`, `documento.letto`. */
export const auditRead = (
  { db, clock }: Services,
  actor: Actor,
  read: { act: string; caseId?: string | null; partyId?: string | null; details?: JsonObject },
): Promise<void> => audit(db, { at: clock.now(), actor, ...read });
