import type { Knex } from 'knex';
import type { PartyKind } from '../../../db/models/party.js';

/** Somebody who may be the same as another, and why. */
export interface Suspect {
  id: string;
  kind: PartyKind;
  name: string;
  taxCode: string | null;
  birthDate: string | null;
  municipality: string | null;
  reason: 'code' | 'name';
}

/**
 * How alike two names must be (pg_trgm): with one birth date (as the triggers of `party_suspect` say, too), and where a
 * birth date is missing.
 */
const alike = { sameBirth: 0.45, unknownBirth: 0.8 };

const nameOf = (table: string): string =>
  `coalesce(${table}.organisation_name, concat_ws(' ', ${table}.family_name, ${table}.given_name))`;

export interface Described {
  organisationName?: string | null | undefined;
  familyName?: string | null | undefined;
  givenName?: string | null | undefined;
  birthDate?: string | null | undefined;
  /** VAT number, foreign code, or a code of eleven digits that may be somebody's VAT number. */
  codes: string[];
}

/** Parties that may be the one somebody is about to add: one of its codes, or a name and birth date like its. */
export const suspectsOf = async (db: Knex, described: Described, except?: string): Promise<Suspect[]> => {
  const name = [described.organisationName, described.familyName, described.givenName]
    .filter(Boolean)
    .join(' ');
  const { rows } = await db.raw<{ rows: Suspect[] }>(
    `with typed as (select party_plain(:name::text) as name, :birth::date as birth)
     select party.id, party.kind, ${nameOf('party')} as name, party.tax_code as "taxCode",
       party.birth_date as "birthDate", party.municipality, 'code' as reason, 1 as likeness
     from party where merged_into is null and party.id <> :except and exists (select from party_identifier i
       where i.party_id = party.id and i.value = any(:codes))
     union all
     select * from (
       select party.id, party.kind, ${nameOf('party')}, party.tax_code, party.birth_date, party.municipality, 'name',
         similarity(party.plain_name, typed.name) as likeness
       from party, typed
       where merged_into is null and party.id <> :except and party.plain_name % typed.name
         and similarity(party.plain_name, typed.name) >=
           case when party.birth_date = typed.birth then ${alike.sameBirth}
                when party.birth_date is null or typed.birth is null then ${alike.unknownBirth} else 2 end
         and not exists (select from party_identifier i where i.party_id = party.id and i.value = any(:codes))
     ) alike
     order by likeness desc, name limit 6`,
    {
      name,
      birth: described.birthDate ?? null,
      codes: described.codes,
      except: except ?? '00000000-0000-0000-0000-000000000000',
    },
  );
  return rows;
};

export interface SuspectedPair {
  reason: 'code' | 'name';
  first: { id: string; name: string; taxCode: string | null; birthDate: string | null };
  second: { id: string; name: string; taxCode: string | null; birthDate: string | null };
}

/** Pairs shown at most; merging or setting apart makes room for others. */
export const pairLimit = 100;

const side = (table: string): string =>
  `jsonb_build_object('id', ${table}.id, 'name', ${nameOf(table)}, 'taxCode', ${table}.tax_code, 'birthDate', ${table}.birth_date)`;

/** Pairs that share a code, or a birth date and nearly a name, and that nobody has set apart; triggers keep them. */
export const suspectedPairs = async (db: Knex): Promise<SuspectedPair[]> => {
  const { rows } = await db.raw<{ rows: SuspectedPair[] }>(
    `with pairs as (
       select * from party_suspect pair
       where not exists (select from party_distinct d where d.first_id = pair.first_id and d.second_id = pair.second_id)
       order by reason, name, first_id, second_id limit ${pairLimit})
     select pairs.reason, ${side('a')} as first, ${side('b')} as second
     from pairs join party a on a.id = first_id join party b on b.id = second_id
     order by pairs.reason, pairs.name, first_id, second_id`,
  );
  return rows;
};
