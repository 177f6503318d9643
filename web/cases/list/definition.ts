import type { Knex } from 'knex';
import { onlyVisibleCases } from '../../access.js';
import type { Person } from '../../inbox/query.js';
import type { ListDefinition, ListSource } from '../../list/definition.js';

/** The cases a person needs to know: open ones with the nearest term first, closed ones newest first. */
export const caseList: ListDefinition = {
  id: 'cases',
  path: '/cases',
  viewParam: 'status',
  views: ['open', 'closed'],
  table: 'case_file',
  key: 'case_file.id',
  words: 'case',
  order: { open: 'due', closed: '-closed' },
  columns: [
    {
      key: 'number',
      label: 'inbox.case',
      sql: 'case_file.number',
      format: 'text',
      filter: { kind: 'number' },
      sort: 'case_file.number',
    },
    {
      key: 'subject',
      label: 'list.subject',
      sql: 'case_file.subject',
      format: 'text',
      filter: { kind: 'words', weights: 'B' },
    },
    {
      key: 'applicant',
      label: 'inbox.applicant',
      sql: `coalesce(party.organisation_name, concat_ws(' ', party.family_name, party.given_name))`,
      format: 'text',
      filter: { kind: 'words', weights: 'A' },
    },
    {
      key: 'procedure',
      label: 'inbox.filter.procedure',
      sql: 'case_file.procedure_id',
      format: 'choice',
      filter: { kind: 'choice' },
      isExtra: true,
    },
    {
      key: 'office',
      label: 'cases.office',
      sql: 'case_file.office_id',
      format: 'choice',
      filter: { kind: 'choice' },
    },
    {
      key: 'responsible',
      label: 'cases.responsible',
      sql: 'responsible.display_name',
      format: 'text',
      filter: { kind: 'begins' },
      isExtra: true,
    },
    {
      key: 'tag',
      label: 'casework.tags',
      sql: `(select string_agg(tag, ', ' order by tag) from case_tag where case_tag.case_id = case_file.id)`,
      format: 'text',
      filter: {
        kind: 'has',
        condition: 'exists (select from case_tag where case_tag.case_id = case_file.id and tag = ?)',
      },
      isExtra: true,
    },
    {
      key: 'presented',
      label: 'cases.presented',
      sql: 'case_file.opened_at',
      format: 'date',
      filter: { kind: 'date' },
      sort: 'case_file.opened_at',
    },
    {
      key: 'due',
      label: 'cases.due',
      sql: 'case_file.due_date',
      format: 'due',
      filter: { kind: 'date' },
      sort: `coalesce(case_file.due_date, 'infinity')`,
      views: ['open'],
    },
    {
      key: 'outcome',
      label: 'cases.outcome',
      sql: 'case_file.outcome',
      format: 'text',
      filter: { kind: 'begins' },
      views: ['closed'],
    },
    {
      key: 'closed',
      label: 'cases.list.closedAt',
      sql: 'case_file.closed_at',
      format: 'date',
      filter: { kind: 'date' },
      sort: 'case_file.closed_at',
      views: ['closed'],
    },
  ],
};

/** An instance of the case is blocked. */
export const isBlocked = `exists (select from engine_incident incident
  join engine_instance instance on instance.key = incident.instance_key
  where instance.case_id = case_file.id and incident.state = 'created')`;

export const visibleCases =
  (db: Knex, actor: Person): ListSource =>
  (view) =>
    db('case_file')
      .join('party', 'party.id', 'case_file.applicant_id')
      .leftJoin('account as responsible', 'responsible.id', 'case_file.responsible_id')
      .where('case_file.status', view)
      .modify(onlyVisibleCases(actor));
