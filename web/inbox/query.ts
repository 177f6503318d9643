import type { Knex } from 'knex';
import { may, type Actor } from '../../core/actor.js';
import { endOfDay, dateInRome } from '../../law/calendar.js';
import { shiftDate } from '../../law/holidays.js';
import { onlyWorkableTasks } from '../access.js';
import { othersLooking } from '../live/presence.js';
import type { Band, InboxState } from './state.js';

export type Person = Actor & { id: string };

export interface InboxTask {
  key: string;
  elementId: string;
  headers: Record<string, string>;
  procedureVersionId: string;
  dueAt: Date | null;
  caseId: string;
  caseNumber: string;
  caseDue: string | null;
  subject: string;
  applicant: string;
  claimedBy: string | null;
  claimedByName: string | null;
  note: string | null;
  looking: string[];
}

const applicantName = `coalesce(party.organisation_name, concat_ws(' ', party.family_name, party.given_name))`;
/** Oldest due first; those without a due date last; the key makes the order total. */
const order = `coalesce(job.due_at, 'infinity'), job.created_at, job.key`;
const orderBackwards = `coalesce(job.due_at, 'infinity') desc, job.created_at desc, job.key desc`;

/**
 * The open tasks of the actor's office that the actor may see: those already sent to the engine are left out, and at the
 * desk those of restricted cases that the operator needn't know.
 */
export const openTasks = (db: Knex, actor: Person): Knex.QueryBuilder =>
  db('engine_job as job')
    .join('engine_instance as instance', 'instance.key', 'job.instance_key')
    .join('case_file', 'case_file.id', 'instance.case_id')
    .leftJoin('task_claim as claim', 'claim.job_key', 'job.key')
    .whereRaw(`job.kind = 'task' and job.state in ('created', 'activated', 'failed')`)
    .whereRaw('job.groups @> array[?]::text[]', [actor.officeId ?? ''])
    .whereNotExists(db('task_result').select(db.raw('1')).whereRaw('task_result.job_key = job.key'))
    .modify(onlyWorkableTasks(actor));

/** Tasks nobody has taken and that the actor may take. */
export const onlyFree =
  (actor: Actor) =>
  (query: Knex.QueryBuilder): void => {
    void query.whereNull('claim.account_id');
    if (!may(actor, 'responsible')) {
      void query.whereRaw(`coalesce(job.headers ->> 'ruolo', '') <> 'responsabile'`);
    }
  };

/** Moments between which a task of a band is due. */
const bandLimits = (band: Band, now: Date): { from?: Date; to?: Date } => {
  const today = dateInRome(now);
  const yesterday = endOfDay(shiftDate(today, -1));
  const inThreeDays = endOfDay(shiftDate(today, 3));
  if (band === 'late') return { to: yesterday };
  if (band === 'today') return { from: yesterday, to: endOfDay(today) };
  if (band === 'soon') return { from: endOfDay(today), to: inThreeDays };
  return { from: inThreeDays };
};

/** Every word somewhere in the text, without regard to capitals and accents. */
const containsWords = (query: Knex.QueryBuilder, sql: string, typed: string): void => {
  for (const word of typed.split(/\s+/).filter(Boolean).slice(0, 8)) {
    void query.whereRaw(`search_plain(${sql}) like '%' || replace(search_plain(?), '_', '\\_') || '%'`, [
      word.replaceAll('%', ''),
    ]);
  }
};

const filtered =
  (actor: Person, state: InboxState, now: Date) =>
  (query: Knex.QueryBuilder): void => {
    if (state.view === 'mine') void query.where('claim.account_id', actor.id);
    if (state.view === 'free') void query.modify(onlyFree(actor));
    if (state.procedure) void query.where('case_file.procedure_id', state.procedure);
    if (state.task) {
      const [procedure = '', element = ''] = state.task.split(' ');
      void query.where({ 'case_file.procedure_id': procedure, 'job.element_id': element });
    }
    if (state.band === 'none') void query.whereNull('job.due_at');
    else if (state.band) {
      const { from, to } = bandLimits(state.band, now);
      if (from) void query.where('job.due_at', '>', from);
      if (to) void query.where('job.due_at', '<=', to);
    }
    if (state.applicant) containsWords(query, applicantName, state.applicant);
    if (state.holder) containsWords(query, 'holder.display_name', state.holder);
    containsWords(query, `concat_ws(' ', case_file.number, ${applicantName}, case_file.subject)`, state.q);
  };

const place = (comparison: '>' | '<', key: string) => (query: Knex.QueryBuilder) =>
  void query.whereRaw(
    `(${order}) ${comparison} (select coalesce(due_at, 'infinity'), created_at, key from engine_job where key = ?)`,
    [key],
  );

const withNames = (query: Knex.QueryBuilder): void =>
  void query
    .join('party', 'party.id', 'case_file.applicant_id')
    .leftJoin('account as holder', 'holder.id', 'claim.account_id');

export const pageSize = 50;

export interface InboxPage {
  tasks: InboxTask[];
  hasEarlier: boolean;
  hasLater: boolean;
}

/** One page of a filtered list: the place is the task it begins after or ends before, so it holds while others work. */
export const inboxPage = async (
  db: Knex,
  actor: Person,
  state: InboxState,
  now: Date,
  limit = pageSize,
): Promise<InboxPage> => {
  const isBackwards = state.before !== '';
  const rows = (await openTasks(db, actor)
    .modify(withNames)
    .modify(filtered(actor, state, now))
    .modify((query) => {
      if (state.before) query.modify(place('<', state.before));
      else if (state.after) query.modify(place('>', state.after));
    })
    .orderByRaw(isBackwards ? orderBackwards : order)
    .limit(limit + 1)
    .select({
      key: 'job.key',
      elementId: 'job.element_id',
      headers: 'job.headers',
      procedureVersionId: 'case_file.procedure_version_id',
      dueAt: 'job.due_at',
      caseId: 'case_file.id',
      caseNumber: 'case_file.number',
      caseDue: 'case_file.due_date',
      subject: 'case_file.subject',
      applicant: db.raw(applicantName),
      claimedBy: 'claim.account_id',
      claimedByName: 'holder.display_name',
      note: 'claim.note',
      looking: db.raw(othersLooking, [actor.id]),
    })) as InboxTask[];
  const hasMore = rows.length > limit;
  const tasks = rows.slice(0, limit);
  if (isBackwards) tasks.reverse();
  return {
    tasks,
    hasEarlier: isBackwards ? hasMore : state.after !== '',
    hasLater: isBackwards || hasMore,
  };
};

/** The tasks before and after one in a filtered list, whether or not it is still in it. */
export const neighbours = async (
  db: Knex,
  actor: Person,
  { state, key, now }: { state: InboxState; key: string; now: Date },
): Promise<{ previous: string | null; next: string | null }> => {
  const beside = async (comparison: '>' | '<'): Promise<string | null> => {
    const row = (await openTasks(db, actor)
      .modify(withNames)
      .modify(filtered(actor, state, now))
      .modify(place(comparison, key))
      .orderByRaw(comparison === '<' ? orderBackwards : order)
      .first('job.key')) as { key: string } | undefined;
    return row?.key ?? null;
  };
  const [previous, next] = await Promise.all([beside('<'), beside('>')]);
  return { previous, next };
};

export interface TaskKind {
  procedureId: string;
  procedureVersionId: string;
  elementId: string;
  office: number;
  mine: number;
  free: number;
}

/** What kinds of tasks the office has open, and how many: the numbers on the tabs and the choices of the filters. */
export const taskKinds = async (db: Knex, actor: Person): Promise<TaskKind[]> => {
  const mayTake = may(actor, 'responsible')
    ? 'true'
    : `coalesce(job.headers ->> 'ruolo', '') <> 'responsabile'`;
  return (await openTasks(db, actor)
    .groupBy('case_file.procedure_id', 'case_file.procedure_version_id', 'job.element_id')
    .select({
      procedureId: 'case_file.procedure_id',
      procedureVersionId: 'case_file.procedure_version_id',
      elementId: 'job.element_id',
      office: db.raw('count(*)::int'),
      mine: db.raw('count(*) filter (where claim.account_id = ?)::int', [actor.id]),
      free: db.raw(`count(*) filter (where claim.account_id is null and ${mayTake})::int`),
    })) as TaskKind[];
};
