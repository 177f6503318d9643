import type { Knex } from 'knex';
import { onlyVisibleCases } from '../../access.js';
import type { Person } from '../../inbox/query.js';
import type { ListDefinition, ListSource } from '../../list/definition.js';

/** As it is now; of somebody whom only the letter names, as it was written. */
export const addresseeName = `case when party.id is null then delivery.addressee
  else coalesce(party.organisation_name, concat_ws(' ', party.family_name, party.given_name)) end`;

/** The letters that wait at the desk for their addressee, those that wait longest first. */
export const letterList: ListDefinition = {
  id: 'letters',
  path: '/desk/letters',
  viewParam: 'view',
  views: ['all'],
  table: 'delivery',
  key: 'delivery.id',
  words: 'case',
  wordsKey: 'case_file.id',
  order: { all: 'since' },
  columns: [
    {
      key: 'addressee',
      label: 'desk.letters.addressee',
      sql: addresseeName,
      format: 'text',
      filter: { kind: 'begins' },
    },
    {
      key: 'letter',
      label: 'desk.letters.letter',
      sql: 'letter.subject',
      format: 'text',
      filter: { kind: 'begins' },
    },
    { key: 'case', label: 'desk.case', sql: 'case_file.number', format: 'text', filter: { kind: 'number' } },
    {
      key: 'since',
      label: 'desk.letters.since',
      sql: 'delivery.created_at',
      format: 'date',
      filter: { kind: 'date' },
      sort: 'delivery.created_at',
    },
  ],
};

export const lettersToHandOver =
  (db: Knex, actor: Person): ListSource =>
  () =>
    db('delivery')
      .join('letter', 'letter.id', 'delivery.letter_id')
      .join('case_file', 'case_file.id', 'letter.case_id')
      .leftJoin('party', 'party.id', 'delivery.party_id')
      .where('delivery.status', 'to-hand-over')
      .whereNull('case_file.frozen_for')
      .modify(onlyVisibleCases(actor));
