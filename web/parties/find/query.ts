import type { Knex } from 'knex';

export interface FoundParty {
  id: string;
  kind: 'person' | 'organisation';
  name: string;
  taxCode: string | null;
  birthDate: string | null;
  municipality: string | null;
  openCases: number;
}

/** Rows shown at most; the page says so when there are more. */
export const partyLimit = 30;

/** How names are compared: without capitals and accents, family name first. */
const comparable = `regexp_replace(normalize(lower(concat_ws(' ', party.organisation_name, party.family_name, party.given_name)), NFD), '[\u0300-\u036f]', '', 'g')`;

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** Something typed that can only be a tax code: 16 signs of a person's, 11 digits of an organisation's. */
export const asTaxCode = (typed: string): string | null => {
  const code = typed.toUpperCase().replace(/\s/g, '');
  return /^[A-Z]{6}[0-9A-Z]{10}$/.test(code) || /^\d{11}$/.test(code) ? code : null;
};

/**
 * Parties by tax code, or by the words of their name in any order.
 * @returns one more than `partyLimit` at most, so that the page knows whether there are more
 */
export const findParties = async (db: Knex, typed: string): Promise<FoundParty[]> => {
  const words = plain(typed).split(/\s+/).filter(Boolean).slice(0, 6);
  if (words.length === 0) return [];
  const code = asTaxCode(typed);
  const [where, values] = code
    ? ['party.tax_code = ?', [code]]
    : [words.map(() => `${comparable} like ?`).join(' and '), words.map((word) => `%${escapeLike(word)}%`)];
  const { rows } = await db.raw<{ rows: (Omit<FoundParty, 'openCases'> & { openCases: string })[] }>(
    `select party.id, party.kind, party.tax_code as "taxCode", party.birth_date as "birthDate", party.municipality,
       coalesce(party.organisation_name, concat_ws(' ', party.family_name, party.given_name)) as name,
       (select count(distinct case_file.id) from case_party join case_file on case_file.id = case_party.case_id
        where case_party.party_id = party.id and case_file.status = 'open'
          and not case_file.restricted) as "openCases"
     from party
     where ${where}
     order by ${comparable} like ? desc, name, party.id
     limit ${partyLimit + 1}`,
    [...values, `${escapeLike(words[0] ?? '')}%`],
  );
  return rows.map((row) => ({ ...row, openCases: Number(row.openCases) }));
};
