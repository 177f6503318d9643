import type { Knex } from 'knex';
import { subjects } from './names.js';

/** One case in sixteen is open and one in forty restricted; a few parties (studios, companies) have most of the cases. */
export const plantCases = async (trx: Knex, { count, versionId }: { count: number; versionId: string }) => {
  await trx.raw(
    `create temporary table volume_case on commit drop as
     select n, gen_random_uuid() as id, opened_at, extract(year from opened_at)::int as year,
       row_number() over (partition by extract(year from opened_at) order by opened_at, n) as number,
       n > cast(:count as int) * 15 / 16 as is_open, n % 40 = 0 as is_restricted,
       (array['ambiente', 'ambiente', 'ambiente', 'demografici', 'demografici', 'demografici', 'demografici',
         'demografici', 'demografici', 'polizia-locale'])[1 + floor(random() * 10)::int] as office,
       (cast(:subjects as text[]))[1 + floor(power(random(), 1.6) * cardinality(cast(:subjects as text[])))::int] as subject,
       1 + floor(power(random(), 3) * (select count(*) from volume_party))::int as party,
       4503599627370496000 + n * 100::bigint as key
     from (select n, date_trunc('second', now() - (cast(:count as int) - n + 1) * interval '2900 days' / cast(:count as int)) as opened_at
           from generate_series(1, cast(:count as int)) n) opened`,
    { count, subjects },
  );
  await trx.raw('create unique index on volume_case (n)');
  await trx.raw(
    `insert into case_file (id, number, procedure_id, procedure_version_id, status, outcome, applicant_id, application,
       subject, office_id, restricted, presented_at, opened_at, opened_by, due_date, closed_at, submission_token, tracking_code)
     select file.id, file.year || '/' || lpad(file.number::text, 6, '0'), 'prova-pratiche', :versionId,
       case when is_open then 'open' else 'closed' end, case when not is_open then 'Accolta' end, party.id,
       jsonb_build_object('motivo', 'Richiesta per ' || party.street, 'indirizzo', party.street, 'posta', 'p@esempio.it'),
       subject, office, is_restricted, opened_at, opened_at, (select id from account where username = 'anna'),
       (opened_at + interval '30 days')::date, case when not is_open then opened_at + interval '25 days' end,
       gen_random_uuid(), gen_random_uuid()
     from volume_case file join volume_party party on party.n = file.party`,
    { versionId },
  );
  await trx.raw(
    `insert into case_party (case_id, party_id, role)
     select file.id, party.id, 'applicant' from volume_case file join volume_party party on party.n = file.party
     union all
     select file.id, party.id, 'delegate' from volume_case file join volume_party party on party.n = 1 + file.n % 40
     where file.n % 5 = 0`,
  );
  await trx.raw(
    `insert into counter (register, year, last_number)
     select 'pratiche', year, max(number) from volume_case group by year
     on conflict (register, year) do update set last_number = greatest(counter.last_number, excluded.last_number)`,
  );
};

/** What the engine's stream would have left: an instance, five passages, two done tasks, one open where the case is. */
export const plantEngine = async (trx: Knex): Promise<void> => {
  const steps = `(values (1, 'Start', 'START_EVENT'), (2, 'Task_Inspection', 'USER_TASK'), (3, 'Gateway', 'EXCLUSIVE_GATEWAY'),
    (4, 'Task_Sign', 'USER_TASK'), (5, 'End', 'END_EVENT')) step (at, element, type)`;
  await trx.raw(
    `insert into engine_instance (key, process_id, process_definition_key, version, case_id, state, started_at, ended_at, position)
     select key, 'prova-pratiche', 2251799813685300, 1, id, case when is_open then 'active' else 'completed' end,
       opened_at, case when not is_open then opened_at + interval '25 days' end, key from volume_case`,
  );
  await trx.raw(
    `insert into engine_element (key, instance_key, scope_key, element_id, type, state, entered_at, left_at, position)
     select key + at, key, key, element, type, case when is_open and at = 4 then 'active' else 'completed' end,
       opened_at + at * interval '1 hour', opened_at + at * interval '2 hours', key + at
     from volume_case, ${steps} where not (is_open and at = 5)`,
  );
  await trx.raw(
    `insert into engine_flow (instance_key, flow_id, position, taken_at)
     select key, 'Flow_' || at, key + at, opened_at + at * interval '1 hour' from volume_case, ${steps} where at < 5`,
  );
  await trx.raw(
    `insert into engine_job (key, type, kind, instance_key, process_definition_key, process_id, element_id, element_key,
       state, retries, form_key, groups, due_at, created_at, ended_at, position)
     select key + at + 10, 'io.camunda.zeebe:userTask', 'task', key, 2251799813685300, 'prova-pratiche', element, key + at,
       case when is_open and at = 4 then 'created' else 'completed' end, 1, 'sopralluogo',
       case when at = 4 and n % 7 = 0 then array['sportello'] else array[office] end,
       case when n % 10 > 0 then opened_at + interval '20 days' + (n * 37 % 200) * interval '1 hour' end,
       opened_at + at * interval '1 hour', case when not (is_open and at = 4) then opened_at + at * interval '2 hours' end,
       key + at + 10
     from volume_case, ${steps} where type = 'USER_TASK'`,
  );
  await trx.raw(
    `insert into case_office select distinct id, office from volume_case
     union select id, 'sportello' from volume_case where n % 7 = 0`,
  );
  await trx.raw(
    `insert into audit (at, actor_name, act, case_id, details)
     select opened_at + at * interval '1 hour', 'Anna Ferrari',
       (array['pratica.aperta', 'pratica.letta', 'compito.completato', 'lettera.protocollata'])[at], id, '{}'
     from volume_case, generate_series(1, 4) at`,
  );
};
