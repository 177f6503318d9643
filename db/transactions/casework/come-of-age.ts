import type { Knex } from 'knex';
import { systemActor } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import { dateInRome } from '../../../law/calendar.js';
import { majorityDay } from '../../../law/powers.js';
import { audit } from '../../audit.js';
import { notify } from '../../listen.js';

interface GrownUp {
  caseId: string;
  applicantId: string;
  applicant: string;
  birthDate: string;
  parentId: string;
  parent: string;
}

const nameOf = (table: string): string => `concat_ws(' ', ${table}.given_name, ${table}.family_name)`;

/** Open cases in which a parent still acts for an applicant who may have come of age; held until the transaction ends. */
const representedGrownUps = async (trx: Knex.Transaction, on: string): Promise<GrownUp[]> =>
  (await trx('case_party')
    .join('party_relation as relation', 'relation.id', 'case_party.relation_id')
    .join('case_file', 'case_file.id', 'case_party.case_id')
    .join('party as applicant', 'applicant.id', 'case_file.applicant_id')
    .join('party as parent', 'parent.id', 'case_party.party_id')
    .where({ 'case_party.role': 'delegate', 'relation.kind': 'parent', 'case_file.status': 'open' })
    .whereRaw(`applicant.birth_date <= (?::date - interval '18 years')`, [on])
    .limit(100)
    .forUpdate('case_party')
    .skipLocked()
    .select({
      caseId: 'case_file.id',
      applicantId: 'applicant.id',
      applicant: trx.raw(nameOf('applicant')),
      birthDate: 'applicant.birth_date',
      parentId: 'parent.id',
      parent: trx.raw(nameOf('parent')),
    })) as GrownUp[];

/**
 * Who comes of age while their case is open goes on alone (c.c. artt. 2 and 316; domain.md, edge case 25): the parent's
 * part ends, what the parent did stands, new letters and news are the applicant's. Once for each case, by itself.
 * @returns in how many cases it came about
 */
export const comeOfAge = ({ db, clock }: Pick<Services, 'db' | 'clock'>): Promise<number> =>
  db.transaction(async (trx) => {
    const at = clock.now();
    const on = dateInRome(at);
    const grownUps = (await representedGrownUps(trx, on)).filter(
      ({ birthDate }) => majorityDay(birthDate) <= on,
    );
    for (const one of grownUps) await goesOnAlone(trx, one, at);
    return grownUps.length;
  });

const goesOnAlone = async (
  trx: Knex.Transaction,
  { caseId, applicantId, applicant, birthDate, parentId, parent }: GrownUp,
  at: Date,
): Promise<void> => {
  const role = { case_id: caseId, party_id: parentId, role: 'delegate' };
  const day = majorityDay(birthDate);
  await trx('case_party').where(role).delete();
  const reason = `${applicant} è maggiorenne`;
  await trx('case_role_change').insert({ ...role, change: 'ended', reason, by_id: null, at });
  await audit(trx, {
    at,
    actor: systemActor,
    act: 'richiedente.maggiorenne',
    caseId,
    partyId: applicantId,
    details: { soggetto: applicant, dal: day, genitore: parent },
  });
  await notify(trx, 'projection', caseId);
};
