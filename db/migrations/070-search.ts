import type { Knex } from 'knex';

/**
 * The search index: one row for each party, case, registration and document, kept by triggers, so that whoever writes
 * (a page, a worker, the projection, an import, a merge of duplicates) keeps it without knowing of it, in the same
 * transaction. What is found under which words is said once, in the views `search_source_…`; a later migration extends
 * the search by replacing a view. Each kind is a partition: statistics and indexes of its own, and nothing else is read.
 *
 * Weights: A names, B subjects and titles, C addresses and answers of the form, D codes, phones and the content of papers.
 * Names are indexed as they are written (simple), everything else also by its Italian stem; accents never count.
 * `search_word` holds the words of names, subjects and addresses: a word typed wrongly is looked for among them.
 */
export const search = {
  name: '070-search',
  up: (knex: Knex) =>
    knex.schema.raw(`
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists fuzzystrmatch;

create text search configuration sportello_italian (copy = pg_catalog.italian);
alter text search configuration sportello_italian
  alter mapping for hword, hword_part, word with unaccent, italian_stem;

create function search_plain(value text) returns text
  language sql immutable parallel safe strict
  -- « becomes << without accents, and the parser would take <<this>> for markup
  return lower(translate(public.unaccent('public.unaccent', value), '''’./-<>&', '        '));

create function search_names(value text) returns tsvector
  language sql immutable parallel safe
  return to_tsvector('simple', search_plain(coalesce(value, '')) || ' ' ||
    case when value ~ '[''’]' then search_plain(regexp_replace(value, '[''’]', '', 'g')) else '' end);

create function search_text(value text) returns tsvector
  language sql immutable parallel safe
  return to_tsvector('simple', search_plain(coalesce(value, '')))
    || to_tsvector('public.sportello_italian', search_plain(coalesce(value, '')));

create table document_text (
  document_id uuid primary key references document,
  status text not null check (status in ('waiting', 'read', 'empty', 'failed')),
  content text,
  error text,
  attempts integer not null default 0,
  done_at timestamptz
);
create index document_text_waiting on document_text (attempts, document_id) where status = 'waiting';

create table search_entry (
  kind text not null,
  id uuid not null,
  case_id uuid,                       -- whose visibility decides; null for parties, who are the desk's
  at timestamptz not null,
  words tsvector not null,
  primary key (kind, id)
) partition by list (kind);
create table search_party partition of search_entry for values in ('party');
create table search_case partition of search_entry for values in ('case');
create table search_registration partition of search_entry for values in ('registration');
create table search_document partition of search_entry for values in ('document');
create index search_entry_words on search_entry using gin (words) with (fastupdate = off);
create index search_entry_at on search_entry (at, id);

create table search_word (word text primary key);
create index search_word_alike on search_word using gist (word gist_trgm_ops (siglen = 32));
create index search_word_begins on search_word (word text_pattern_ops);

create view search_source_party as
select 'party'::text as kind, party.id, null::uuid as case_id, party.created_at as at,
  setweight(search_names(concat_ws(' ', party.organisation_name, party.family_name, party.given_name)), 'A')
  || setweight(search_names(concat_ws(' ', party.street, party.municipality)), 'C')
  || setweight(to_tsvector('simple', lower(concat_ws(' ', party.tax_code,
       (select string_agg(value, ' ') from party_identifier where party_identifier.party_id = party.id),
       regexp_replace(party.phone, '[^0-9]', '', 'g')))), 'D') as words
from party where party.merged_into is null;

create view search_source_case as
select 'case'::text as kind, case_file.id, case_file.id as case_id, case_file.opened_at as at,
  coalesce((select setweight(search_names(string_agg(
      concat_ws(' ', party.organisation_name, party.family_name, party.given_name), ' ')), 'A')
      || setweight(to_tsvector('simple', coalesce(string_agg(lower(party.tax_code), ' '), '')), 'D')
    from case_party join party on party.id = case_party.party_id where case_party.case_id = case_file.id), '')
  || setweight(search_text(case_file.subject), 'B')
  || coalesce((select setweight(search_text(left(string_agg(answer #>> '{}', ' '), 10000)), 'C')
    from jsonb_path_query(case_file.application, 'strict $.** \\? (@.type() == "string")') answer
    where answer #>> '{}' !~ '@|^[+0-9 ./-]{6,}$'), '') as words  -- no e-mail, no phone: an office must not find them
from case_file;

create view search_source_registration as
select 'registration'::text as kind, registration.id, registration.case_id, registration.registered_at as at,
  setweight(search_names((select string_agg(one ->> 'name', ' ')
    from jsonb_array_elements(registration.correspondents) one)), 'A')
  || setweight(search_text(registration.object), 'B') as words
from registration;

create view search_source_document as
select 'document'::text as kind, document.id, document.case_id, document.created_at as at,
  setweight(search_text(concat_ws(' ', document.title, regexp_replace(document.filename, '[^[:alnum:]]+', ' ', 'g'))), 'B')
  || setweight(to_tsvector('public.sportello_italian', search_plain(coalesce(document_text.content, ''))), 'D') as words
from document left join document_text on document_text.document_id = document.id
where document.case_id is not null and document.direction <> 'internal';

create function search_learn(words tsvector) returns void language sql as $$
  insert into search_word
  select lexeme from unnest(words) where weights && '{A,B,C}' and lexeme ~ '^[a-z]{3,30}$'
  on conflict do nothing
$$;

create function search_refresh(wanted_kind text, wanted_id uuid) returns void language plpgsql as $$
begin
  execute format('with source as (select * from search_source_%s where id = $1),
      gone as (delete from search_entry where kind = %L and id = $1 and not exists (select from source))
    insert into search_entry select * from source
    on conflict (kind, id) do update set case_id = excluded.case_id, at = excluded.at, words = excluded.words
      where (search_entry.case_id, search_entry.at, search_entry.words)
        is distinct from (excluded.case_id, excluded.at, excluded.words)', wanted_kind, wanted_kind)
    using wanted_id;
  if wanted_kind in ('party', 'case') then
    perform search_learn(words) from search_entry where kind = wanted_kind and id = wanted_id;
  end if;
end $$;

create function search_keep() returns trigger language plpgsql as $$
begin
  perform search_refresh(tg_argv[0], new.id);
  return null;
end $$;
create trigger search_keeps_party after insert or update on party for each row execute function search_keep('party');
create trigger search_keeps_case after insert or update of subject, application on case_file
  for each row execute function search_keep('case');
create trigger search_keeps_registration after insert on registration
  for each row execute function search_keep('registration');
create trigger search_keeps_document after insert or update of case_id, title, filename on document
  for each row execute function search_keep('document');

create function search_keep_names() returns trigger language plpgsql as $$
begin
  perform search_refresh('case', case_id) from case_party where party_id = new.id;
  return null;
end $$;
create trigger search_keeps_names after update of organisation_name, family_name, given_name, tax_code on party
  for each row execute function search_keep_names();

create function search_keep_codes() returns trigger language plpgsql as $$
begin
  perform search_refresh('party', case when tg_op = 'DELETE' then old.party_id else new.party_id end);
  return null;
end $$;
create trigger search_keeps_codes after insert or update or delete on party_identifier
  for each row execute function search_keep_codes();

create function search_keep_roles() returns trigger language plpgsql as $$
begin
  perform search_refresh('case', case when tg_op = 'DELETE' then old.case_id else new.case_id end);
  return null;
end $$;
create trigger search_keeps_roles after insert or delete or update of party_id on case_party
  for each row execute function search_keep_roles();

create function search_keep_text() returns trigger language plpgsql as $$
begin
  perform search_refresh('document', new.document_id);
  return null;
end $$;
create trigger search_keeps_text after update of content on document_text
  for each row execute function search_keep_text();

create function document_waits_to_be_read() returns trigger language plpgsql as $$
begin
  insert into document_text (document_id, status) values (new.id, 'waiting') on conflict do nothing;
  perform pg_notify('document', '');
  return null;
end $$;
create trigger document_is_read after insert on document
  for each row execute function document_waits_to_be_read();

insert into document_text (document_id, status) select id, 'waiting' from document;
insert into search_entry select * from search_source_party;
insert into search_entry select * from search_source_case;
insert into search_entry select * from search_source_registration;
insert into search_entry select * from search_source_document;
select search_learn(words) from search_entry where kind in ('party', 'case');

create index letter_document on letter (document_id);
create index letter_draft_document on letter (draft_document_id) where draft_document_id is not null;
create index if not exists case_party_party on case_party (party_id);
`),
  down: (knex: Knex) =>
    knex.schema.raw(`
drop index letter_document, letter_draft_document;
drop view search_source_party, search_source_case, search_source_registration, search_source_document;
drop function search_refresh, search_learn cascade;
drop function search_keep, search_keep_names, search_keep_codes, search_keep_roles, search_keep_text, document_waits_to_be_read cascade;
drop table search_word, search_entry, document_text;
drop function search_text, search_names, search_plain cascade;
drop text search configuration sportello_italian`),
};
