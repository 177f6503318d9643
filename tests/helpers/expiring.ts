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

/** Counting ten thousand takes a while itself, and whoever tells them needs the same machine. */
const askedEveryMs = 200;

const toldOf = async (db: Knex, caseIds: string[]): Promise<number> => {
  const { rows } = await db.raw<{ rows: { n: number }[] }>(
    `select count(*)::int as n from engine_command where case_id = any(?::uuid[]) and status = 'accepted'`,
    [caseIds],
  );
  return rows[0]?.n ?? 0;
};

/** Waits until the diagrams of all cases have been told, and kills whoever tells them when 20% and 60% have been. */
export const untilTold = async (
  db: Knex,
  caseIds: string[],
  { kill, within }: { kill: () => void; within: number },
): Promise<void> => {
  const kills = [0.2, 0.6];
  const deadline = Date.now() + within;
  for (let told = 0; told < caseIds.length;) {
    told = await toldOf(db, caseIds);
    if (kills[0] !== undefined && told / caseIds.length >= kills[0]) {
      kills.shift();
      kill();
    }
    if (Date.now() > deadline) throw new Error(`only ${told} of ${caseIds.length} were told in time`);
    await new Promise((resolve) => setTimeout(resolve, askedEveryMs));
  }
  if (kills.length > 0) throw new Error('it was faster than its killer');
};

/** How many commands the cases have: number of commands → number of cases. */
export const commandsPerCase = async (db: Knex, caseIds: string[]): Promise<Record<number, number>> => {
  const { rows } = await db.raw<{ rows: { n: number; cases: number }[] }>(
    `select n, count(*)::int as cases from
       (select case_id, count(*)::int as n from engine_command where case_id = any(?::uuid[]) group by case_id) told
     group by n`,
    [caseIds],
  );
  return Object.fromEntries(rows.map(({ n, cases }) => [n, cases]));
};

/** Closes planted cases, so that no list shows them. */
export const closePlanted = async (db: Knex, caseIds: string[]): Promise<void> => {
  await db('case_file')
    .whereRaw('id = any(?::uuid[])', [caseIds])
    .update({ status: 'closed', closed_at: db.fn.now() });
};
