import type { Knex } from 'knex';
import type { PartyKind } from '../../../db/models/party.js';

export interface FoundParty {
  id: string;
  kind: PartyKind;
  name: string;
  taxCode: string | null;
  birthDate: string | null;
  municipality: string | null;
  openCases: number;
}

/** Rows shown at most; the page says so when there are more. */
export const partyLimit = 30;

/** Words as `party.plain_name` holds them: without capitals, accents and apostrophes. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’`]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%_\\]+/gu, ' ')
    .trim();

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
    ? [
        `exists (select from party_identifier i where i.party_id = party.id and i.kind <> 'foreign' and i.value = ?)`,
        [code],
      ]
    : [
        words.map(() => 'party.plain_name like ?').join(' and '),
        words.map((word) => `%${escapeLike(word)}%`),
      ];
  const { rows } = await db.raw<{ rows: (Omit<FoundParty, 'openCases'> & { openCases: string })[] }>(
    `select party.id, party.kind, party.tax_code as "taxCode", party.birth_date as "birthDate", party.municipality,
       coalesce(party.organisation_name, concat_ws(' ', party.family_name, party.given_name)) as name,
       (select count(distinct case_file.id) from case_party join case_file on case_file.id = case_party.case_id
        where case_party.party_id = party.id and case_file.status = 'open' and not case_file.restricted) as "openCases"
     from party
     where party.merged_into is null and ${where}
     order by party.plain_name like ? desc, name, party.id
     limit ${partyLimit + 1}`,
    [...values, `${escapeLike(words[0] ?? '')}%`],
  );
  return rows.map((row) => ({ ...row, openCases: Number(row.openCases) }));
};
