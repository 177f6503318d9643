import type { Knex } from 'knex';
import type { Actor } from '../../../core/actor.js';
import { roleHolds } from '../../../db/party-powers.js';
import { onlyVisibleCases } from '../../access.js';

export interface Professional {
  id: string;
  name: string;
  taxCode: string | null;
  /** Powers that hold today. */
  powers: number;
  openCases: number;
  /** Of the open cases, the nearest. */
  nextDue: string | null;
}

/** Rows shown at most. */
export const professionalLimit = 50;

/**
 * Who acts for others, with a noted power or as the delegate of a case, and how much they have under way; those with most
 * open cases first.
 * @param typed words of the name, or a whole code; empty for everybody
 * @param on ISO day in Rome
 */
export const professionals = async (
  db: Knex,
  actor: Actor,
  typed: string,
  on: string,
): Promise<Professional[]> => {
  const visible = db('case_file')
    .modify(onlyVisibleCases(actor))
    .where({ status: 'open' })
    .select('id', 'due_date');
  const [holds, days] = roleHolds(on);
  const rows = (await db
    .with('visible', visible)
    .select({
      id: 'party.id',
      name: db.raw(`coalesce(party.organisation_name, concat_ws(' ', party.family_name, party.given_name))`),
      taxCode: 'party.tax_code',
      powers: db.raw(
        `(select count(*) from party_relation r where r.agent_id = party.id and r.valid_from <= :on
          and (r.valid_to is null or r.valid_to >= :on) and (r.revoked_on is null or r.revoked_on > :on))::int`,
        { on },
      ),
      openCases: db.raw('coalesce(work.cases, 0)::int'),
      nextDue: 'work.due',
    })
    .from('party')
    .joinRaw(
      `left join (select case_party.party_id, count(distinct visible.id) as cases, min(visible.due_date) as due
         from case_party join visible on visible.id = case_party.case_id
         where case_party.role = 'delegate' and ${holds} group by case_party.party_id) work on work.party_id = party.id`,
      days,
    )
    .whereNull('party.merged_into')
    .whereRaw(
      `(work.cases > 0 or exists (select from party_relation r where r.agent_id = party.id and r.kind in ('professional', 'delegate')))`,
    )
    .modify((query) => {
      const code = typed.toUpperCase().replace(/\s/g, '');
      for (const word of typed.split(/\s+/).filter(Boolean).slice(0, 6)) {
        query.whereRaw(
          `(party.plain_name like '%' || party_plain(?) || '%' or exists (select from party_identifier i
             where i.party_id = party.id and i.value = ?))`,
          [word, code],
        );
      }
    })
    .orderByRaw('coalesce(work.cases, 0) desc, party.plain_name, party.id')
    .limit(professionalLimit)) as Professional[];
  return rows;
};
