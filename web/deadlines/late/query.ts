import type { Knex } from 'knex';
import { onlyVisibleCases } from '../../access.js';
import type { Person } from '../../inbox/query.js';

export interface LateCase {
  id: string;
  number: string;
  subject: string;
  office: string;
  presentedOn: string;
  dueDate: string;
  /** The day on which it was concluded; null: it still is not. */
  endedOn: string | null;
  lateDays: number;
}

/**
 * The cases that were concluded after their term in a year, or whose term passed in it and which are still open: what
 * the holder of the substitute power reports by 30 January (L. 241/1990 art. 2 c. 9-quater).
 */
export const lateCases = async (
  db: Knex,
  actor: Person,
  { year, today }: { year: number; today: string },
): Promise<LateCase[]> =>
  (await db('case_file')
    .join('office', 'office.id', 'case_file.office_id')
    .joinRaw(
      `left join lateral (select min(on_date) as day from term_event where case_id = case_file.id and kind = 'ended') ended on true`,
    )
    .whereRaw('coalesce(ended.day, ?::date) > case_file.due_date', [today])
    .whereRaw('extract(year from coalesce(ended.day, case_file.due_date)) = ?', [year])
    .modify(onlyVisibleCases(actor))
    .orderBy(['office.name', 'case_file.due_date', 'case_file.number'])
    .select({
      id: 'case_file.id',
      number: 'case_file.number',
      subject: 'case_file.subject',
      office: 'office.name',
      presentedOn: db.raw(`(case_file.presented_at at time zone 'Europe/Rome')::date`),
      dueDate: 'case_file.due_date',
      endedOn: 'ended.day',
      lateDays: db.raw('coalesce(ended.day, ?::date) - case_file.due_date', [today]),
    })) as LateCase[];
