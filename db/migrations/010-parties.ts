import type { Knex } from 'knex';

/** Who the Comune knows, wholly: kinds, codes, relations, what was known when, and duplicates merged and unmerged. */
export const parties = {
  name: '010-parties',
  up: (knex: Knex) =>
    knex.schema.raw(`
create extension if not exists pg_trgm;

-- Names as they are compared: no capitals, accents or apostrophes.
create function party_plain(text) returns text language sql immutable parallel safe as $$
  select trim(regexp_replace(regexp_replace(normalize(lower($1), NFD), '[\u0300-\u036f''’\`]', '', 'g'), '[^[:alnum:]]+', ' ', 'g'))
$$;

alter table party drop constraint party_kind_check, drop constraint party_check;
alter table party
  add check (kind in ('person', 'sole-trader', 'company', 'association', 'condominium', 'administration', 'organisation')),
  add check (case when kind in ('person', 'sole-trader') then family_name else organisation_name end is not null),
  add column sex text check (sex in ('F', 'M')),
  add column birth_place_code text,            -- cadastral code of comune or state
  add column municipality_code text,           -- cadastral code; null abroad or unknown
  add column country text,                     -- name of the state, when the address is abroad
  add column second_phone text,
  add column language text not null default 'it',
  add column pec_source text check (pec_source in ('declared', 'inad', 'ini-pec', 'ipa')),
  add column desk_notes text,                  -- for operators only
  add column submission_token text unique,     -- a form sent twice adds once
  add column merged_into uuid references party check (merged_into <> id),
  add column plain_name text generated always as (
    party_plain(coalesce(organisation_name, '') || ' ' || coalesce(family_name, '') || ' ' || coalesce(given_name, ''))) stored;
drop index party_tax_code;
create unique index party_tax_code on party (tax_code) where tax_code is not null and merged_into is null;
create index party_plain_name on party using gin (plain_name gin_trgm_ops);
create index party_birth_date on party (birth_date) where birth_date is not null;
create index party_merged_into on party (merged_into) where merged_into is not null;

create table party_identifier (
  id uuid primary key default gen_random_uuid(),
  party_id uuid not null references party,
  kind text not null check (kind in ('codice-fiscale', 'partita-iva', 'foreign')),
  value text not null,
  country text not null default '',            -- who issued a foreign one
  created_at timestamptz not null,
  ended_at timestamptz,                        -- another one took its place: provisional codes, omocodia
  unique (party_id, kind, country, value)
);
create unique index party_identifier_tax_code on party_identifier (value)
  where kind = 'codice-fiscale' and ended_at is null; -- one taken off, as mistyped, may be somebody else's
create index party_identifier_value on party_identifier (value);

-- The primary code stands on the party; whoever writes it there finds it among the identifiers too.
create function party_keeps_its_codes() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.tax_code is not null then
    update party_identifier set ended_at = new.updated_at
      where party_id = new.id and kind = 'codice-fiscale' and value = old.tax_code;
  end if;
  if new.tax_code is not null then
    insert into party_identifier (party_id, kind, value, created_at)
      values (new.id, 'codice-fiscale', new.tax_code, new.updated_at)
      on conflict (party_id, kind, country, value) do update set ended_at = null;
  end if;
  return null;
end $$;
create trigger party_new_code after insert on party for each row execute function party_keeps_its_codes();
create trigger party_other_code after update of tax_code on party for each row
  when (new.tax_code is distinct from old.tax_code) execute function party_keeps_its_codes();
insert into party_identifier (party_id, kind, value, created_at)
  select id, 'codice-fiscale', tax_code, created_at from party where tax_code is not null;

create table party_version (
  party_id uuid not null references party,
  version integer not null,
  at timestamptz not null,
  actor_name text not null,
  act text not null,                           -- as in the audit trail
  data jsonb not null,                         -- everything known of the party then
  primary key (party_id, version)
);
create trigger party_version_is_append_only before update or delete on party_version
  for each row execute function refuse_change();
insert into party_version (party_id, version, at, actor_name, act, data)
  select id, version, updated_at, 'Sportello', 'soggetto.noto', to_jsonb(party) - 'plain_name' - 'submission_token' from party;

create table party_relation (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('parent', 'guardian', 'legal-representative', 'delegate', 'professional')),
  agent_id uuid not null references party,     -- who may act
  principal_id uuid not null references party, -- for whom
  case_id uuid references case_file,           -- only for this case
  procedure_id text,                           -- only for this procedure
  scope text not null default '',              -- in words, as the paper says
  valid_from date not null,
  valid_to date,
  document_id uuid references document,        -- the procura
  revoked_on date,
  revoke_reason text,
  created_at timestamptz not null,
  created_by uuid references account,
  submission_token text not null unique,
  check (valid_to is null or valid_to >= valid_from)
);
create index party_relation_agent on party_relation (agent_id);
create index party_relation_principal on party_relation (principal_id);

create index if not exists case_party_party on case_party (party_id);
alter table case_party add column relation_id uuid references party_relation; -- by which power a delegate acted

create table party_merge (
  id uuid primary key default gen_random_uuid(),
  kept_id uuid not null references party,
  merged_id uuid not null references party,
  at timestamptz not null,
  by_name text not null,
  by_id uuid references account,
  kept_before jsonb not null,                  -- the kept party's own columns before
  kept_after jsonb not null,                   -- and after
  moves jsonb not null,                        -- what was re-pointed, and what fell together with an equal row
  undone_at timestamptz,
  undone_by text
);
create index party_merge_kept on party_merge (kept_id, at);
create unique index party_merge_standing on party_merge (merged_id) where undone_at is null;

create table party_distinct (
  first_id uuid not null references party,
  second_id uuid not null references party,
  at timestamptz not null,
  by_id uuid references account,
  primary key (first_id, second_id),
  check (first_id < second_id)
);
`),
  down: (knex: Knex) =>
    knex.schema.raw(`
drop table party_distinct, party_merge;
drop index case_party_party;
alter table case_party drop column relation_id;
drop table party_relation, party_version, party_identifier;
drop trigger party_new_code on party;
drop trigger party_other_code on party;
drop function party_keeps_its_codes;
drop index party_plain_name, party_birth_date, party_merged_into, party_tax_code;
alter table party drop column sex, drop column birth_place_code, drop column municipality_code, drop column country,
  drop column second_phone, drop column language, drop column pec_source, drop column desk_notes,
  drop column submission_token, drop column merged_into, drop column plain_name;
create unique index party_tax_code on party (tax_code) where tax_code is not null;
drop function party_plain`),
};
