import type { Knex } from 'knex';
import { papers, sentences } from './names.js';

/**
 * For each case its application, attachments, receipt and decision; two letters registered, and the application. Letters
 * have their text, one attachment in three too; the bytes themselves are not there.
 */
export const plantDocuments = async (trx: Knex, count: number): Promise<void> => {
  await trx.raw(
    `create temporary table volume_document on commit drop as
     select series.n, gen_random_uuid() as id, file.id as case_id, file.number as case_number, file.party, file.subject,
       file.opened_at + (series.n % 5) * interval '3 hours' as at, series.n % 5 as nth,
       (cast(:papers as text[]))[1 + floor(power(random(), 1.5) * cardinality(cast(:papers as text[])))::int] as paper,
       (cast(:sentences as text[]))[1 + floor(random() * cardinality(cast(:sentences as text[])))::int] || ' '
         || (cast(:sentences as text[]))[1 + floor(random() * cardinality(cast(:sentences as text[])))::int] as content
     from generate_series(0, cast(:count as int) - 1) series (n)
     join volume_case file on file.n = 1 + (series.n / 5) % (select count(*) from volume_case)`,
    { count, papers, sentences },
  );
  const title = `case nth when 0 then 'Istanza: ' || subject when 1 then 'Ricevuta: ' || subject
    when 4 then 'Comunicazione della decisione: ' || subject else paper end`;
  await trx.raw(
    `insert into document (id, case_id, direction, title, filename, media_type, size, sha256, storage_key, created_at)
     select id, case_id, case when nth in (1, 4) then 'outgoing' else 'incoming' end, ${title},
       case when nth in (1, 4) then 'lettera-' || n || '.pdf' else 'IMG_' || n || '.pdf' end, 'application/pdf', 48000 + n % 90000,
       md5(n::text) || md5('b' || n), md5(n::text) || md5('b' || n), at
     from volume_document`,
  );
  await trx.raw(
    `insert into document_text (document_id, status, content, done_at)
     select id, case when has_text then 'read' else 'empty' end, case when has_text then content end, at
     from (select *, nth in (1, 4) or n % 3 = 0 as has_text from volume_document) document`,
  );
  await trx.raw(
    `insert into registration (year, number, registered_at, presented_at, direction, object, correspondents, document_id,
       sha256, case_id, registered_by)
     select extract(year from at)::int,
       row_number() over (partition by extract(year from at) order by at, document.n), at, at,
       case when nth = 0 then 'incoming' else 'outgoing' end, ${title},
       jsonb_build_array(jsonb_build_object('name', coalesce(nullif(concat_ws(' ', party.given, party.family), ''), '—'),
         'role', 'mittente')),
       document.id, md5(document.n::text) || md5('b' || document.n), case_id, 'Sportello'
     from volume_document document join volume_party party on party.n = document.party where nth in (0, 1, 4)`,
  );
  await trx.raw(
    `insert into counter (register, year, last_number)
     select 'protocollo', year, max(number) from registration group by year
     on conflict (register, year) do update set last_number = greatest(counter.last_number, excluded.last_number)`,
  );
  await trx.raw(
    `insert into letter (case_id, code, subject, data, template_version, status, document_id, registration_id, effect_key,
       created_at, registered_at)
     select document.case_id, case nth when 1 then 'L1' else 'L14' end, ${title}, '{}', 'volume', 'sent', document.id,
       registration.id, document.id, at, at
     from volume_document document join registration on registration.document_id = document.id where nth in (1, 4)`,
  );
};
