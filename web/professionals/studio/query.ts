import type { Knex } from 'knex';
import type { Actor } from '../../../core/actor.js';
import { roleHolds } from '../../../db/party-powers.js';
import { onlyVisibleCases } from '../../access.js';

export interface StudioCase {
  id: string;
  number: string;
  subject: string;
  principal: string;
  principalId: string;
  procedureVersionId: string;
  status: 'open' | 'closed';
  outcome: string | null;
  openedAt: Date;
  dueDate: string | null;
}

const nameOf = (table: string): string =>
  `coalesce(${table}.organisation_name, concat_ws(' ', ${table}.family_name, ${table}.given_name))`;

/** Cases shown at most: those under way first, the nearest term on top. */
export const studioCaseLimit = 200;

/**
 * The cases that a studio or company follows for others, or has of its own; not those for which its power has ended.
 * @param on ISO day in Rome
 */
export const casesOfStudio = async (
  db: Knex,
  actor: Actor,
  partyId: string,
  on: string,
): Promise<StudioCase[]> =>
  (await db('case_file')
    .join('party as principal', 'principal.id', 'case_file.applicant_id')
    .whereIn(
      'case_file.id',
      db('case_party')
        .where({ party_id: partyId })
        .whereRaw(...roleHolds(on))
        .select('case_id'),
    )
    .modify(onlyVisibleCases(actor))
    .orderByRaw(
      `case_file.status = 'closed', coalesce(case_file.due_date, 'infinity'), case_file.number desc`,
    )
    .limit(studioCaseLimit)
    .select({
      id: 'case_file.id',
      number: 'case_file.number',
      subject: 'case_file.subject',
      principal: db.raw(nameOf('principal')),
      principalId: 'principal.id',
      procedureVersionId: 'case_file.procedure_version_id',
      status: 'case_file.status',
      outcome: 'case_file.outcome',
      openedAt: 'case_file.opened_at',
      dueDate: 'case_file.due_date',
    })) as StudioCase[];

/** Where cases rest waiting for something from outside, all of them in one query. */
export const restingPlaces = async (
  db: Knex,
  caseIds: string[],
): Promise<{ caseId: string; elementId: string; since: Date }[]> =>
  caseIds.length === 0
    ? []
    : ((await db('engine_element as element')
        .join('engine_instance as instance', 'instance.key', 'element.instance_key')
        .whereIn('instance.case_id', caseIds)
        .where('element.state', 'active')
        .whereIn('element.type', ['INTERMEDIATE_CATCH_EVENT', 'RECEIVE_TASK', 'EVENT_BASED_GATEWAY'])
        .orderBy('element.position')
        .select({
          caseId: 'instance.case_id',
          elementId: 'element.element_id',
          since: 'element.entered_at',
        })) as { caseId: string; elementId: string; since: Date }[]);

export interface StudioDraft {
  id: string;
  procedureId: string;
  principal: string;
  updatedAt: Date;
}

/** My own requests begun for this studio and not sent yet. */
export const draftsOfStudio = async (db: Knex, actor: Actor, partyId: string): Promise<StudioDraft[]> =>
  (await db('case_draft')
    .join('party as principal', 'principal.id', 'case_draft.applicant_id')
    .where({ 'case_draft.delegate_id': partyId, 'case_draft.account_id': actor.id })
    .orderByRaw(`${nameOf('principal')}, case_draft.id`)
    .select({
      id: 'case_draft.id',
      procedureId: 'case_draft.procedure_id',
      principal: db.raw(nameOf('principal')),
      updatedAt: 'case_draft.updated_at',
    })) as StudioDraft[];
