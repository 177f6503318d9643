import type { Knex } from 'knex';

/** Terms that all expire in the same minute, planted as the ledger would leave them. @returns the cases' ids */
export const plantExpiringTerms = async (db: Knex, count: number, dueAt: Date): Promise<string[]> => {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `with party as (
       insert into party (kind, family_name, no_code_reason, created_at, updated_at)
       values ('person', 'Scadenze', 'prova', now(), now()) returning id),
     version as (select id, procedure_id from procedure_version where status = 'deployed' order by created_at limit 1),
     opened as (
       insert into case_file (id, number, procedure_id, procedure_version_id, status, applicant_id, application, subject,
         office_id, presented_at, opened_at, submission_token, tracking_code)
       select gen_random_uuid(), '1999/' || lpad(n::text, 6, '0') || '-' || party.id, version.procedure_id, version.id, 'open',
         party.id, '{}', 'Termine che scade', (select id from office limit 1), now(), now(), gen_random_uuid()::text,
         gen_random_uuid()::text
       from generate_series(1, ?) n, party, version returning id)
     insert into term_alarm (case_id, message_name, for_date, due_at)
     select id, 'termine.scaduto', ?::timestamptz::date, ? from opened returning case_id as id`,
    [count, dueAt, dueAt],
  );
  return rows.map(({ id }) => id);
};

/** Closes planted cases, so that no list shows them. */
export const closePlanted = async (db: Knex, caseIds: string[]): Promise<void> => {
  await db('case_file')
    .whereRaw('id = any(?::uuid[])', [caseIds])
    .update({ status: 'closed', closed_at: db.fn.now() });
};
