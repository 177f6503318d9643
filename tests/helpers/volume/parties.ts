import type { Knex } from 'knex';
import { familyNames, givenNames, rareFamilyNames, streets, towns, trades } from './names.js';

/** SQL that picks from the array parameter of that name, the first items most. */
const picked = (name: string, bias = 2): string =>
  `(cast(:${name} as text[]))[1 + floor(power(random(), ${bias}) * cardinality(cast(:${name} as text[])))::int]`;

/** Persons, and one organisation in eight; one person in nine has two surnames, one in six no tax code,
 * one in four a rare name. */
export const plantParties = async (trx: Knex, count: number): Promise<void> => {
  await trx.raw(
    `create temporary table volume_party on commit drop as
     select n, gen_random_uuid() as id, n % 8 = 0 as is_organisation,
       case when n % 4 = 0 then ${picked('rare', 1)} else ${picked('family')} end as family, ${picked('family')} as second, ${picked('given')} as given,
       ${picked('trade', 1)} as trade, ${picked('street')} as street, ${picked('town', 4)} as town,
       date '1935-01-01' + (random() * 25500)::int as born, random() as chance
     from generate_series(1, cast(:count as int)) n`,
    {
      count,
      family: familyNames,
      rare: rareFamilyNames,
      given: givenNames,
      trade: trades,
      street: streets,
      town: towns,
    },
  );
  await trx.raw(
    `insert into party (id, kind, given_name, family_name, organisation_name, tax_code, no_code_reason, birth_date,
       birth_place, email, phone, street, postal_code, municipality, province, created_at, updated_at)
     select id, case when is_organisation then 'organisation' else 'person' end,
       case when not is_organisation then given end,
       case when is_organisation then null when n % 9 = 1 then family || ' ' || second else family end,
       case when is_organisation then trade || ' ' || family || case n % 3 when 0 then ' S.r.l.' else '' end end,
       case when is_organisation then lpad((10000000000 + n)::text, 11, '0')
            when n % 6 > 0 then 'RSSMRA' || lpad((n % 100)::text, 2, '0') || 'A' || lpad((n / 100 % 100)::text, 2, '0')
              || 'H' || lpad((n / 10000 % 1000)::text, 3, '0') || 'Z' end,
       case when not is_organisation and n % 6 = 0 then 'volume di prova' end,
       case when not is_organisation then born end, case when not is_organisation then town end,
       'p' || n || '@esempio.it', '3' || lpad((n * 7919 % 1000000000)::text, 9, '0'),
       street || ' ' || (1 + n % 180), '42013', town, 'RE',
       now() - chance * interval '3000 days', now()
     from volume_party`,
  );
};
