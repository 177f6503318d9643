import type { Knex } from 'knex';
import type { ListDefinition, ListSource } from '../../list/definition.js';

/** The people and organisations of the data bank, by name; for the desk. */
export const partyList: ListDefinition = {
  id: 'parties',
  path: '/parties',
  viewParam: 'view',
  views: ['all', 'awaited'],
  table: 'party',
  key: 'party.id',
  words: 'party',
  wordsFirst: true,
  order: { all: 'name', awaited: 'name' },
  columns: [
    {
      key: 'name',
      label: 'parties.name',
      sql: `coalesce(party.organisation_name, concat_ws(' ', party.family_name, party.given_name))`,
      format: 'text',
      filter: { kind: 'words', weights: 'A' },
      sort: `lower(coalesce(party.organisation_name, party.family_name || ' ' || coalesce(party.given_name, '')))`,
    },
    {
      key: 'kind',
      label: 'parties.kind',
      sql: 'party.kind',
      format: 'choice',
      filter: { kind: 'choice' },
      isExtra: true,
    },
    {
      key: 'taxCode',
      label: 'parties.taxCode',
      sql: 'party.tax_code',
      format: 'code',
      filter: { kind: 'code' },
    },
    {
      key: 'birthDate',
      label: 'parties.birthDate',
      sql: 'party.birth_date',
      format: 'date',
      filter: { kind: 'date' },
    },
    {
      key: 'noCodeReason',
      label: 'parties.noCodeReason',
      sql: 'party.no_code_reason',
      format: 'text',
      views: ['awaited'],
    },
    { key: 'since', label: 'parties.since', sql: 'party.created_at', format: 'date', views: ['awaited'] },
    {
      key: 'address',
      label: 'parties.group.address',
      sql: `concat_ws(', ', party.street, party.municipality)`,
      format: 'text',
      filter: { kind: 'words', weights: 'C' },
    },
    { key: 'phone', label: 'parties.phone', sql: 'party.phone', format: 'text', isExtra: true },
    { key: 'email', label: 'parties.email', sql: 'party.email', format: 'text', isExtra: true },
    {
      key: 'openCases',
      label: 'parties.openCases',
      // A restricted case isn't even counted by name
      sql: `(select count(distinct case_file.id)::int from case_party join case_file on case_file.id = case_party.case_id
        where case_party.party_id = party.id and case_file.status = 'open' and not case_file.restricted)`,
      format: 'number',
    },
  ],
};

export const allParties =
  (db: Knex): ListSource =>
  (view) =>
    db('party')
      .whereNull('party.merged_into')
      .modify((query) => {
        if (view === 'awaited') void query.where('party.code_follow', 'awaited').whereNull('party.tax_code');
      });

/** How many have still to tell their codice fiscale (domain.md, edge case 21). */
export const awaitedCodes = async (db: Knex): Promise<number> => {
  const [row] = (await allParties(db)('awaited').select(db.raw('count(*)::int as count'))) as unknown as {
    count: number;
  }[];
  return row?.count ?? 0;
};
