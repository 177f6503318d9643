import type { Knex } from 'knex';
import { systemActor } from '../../core/actor.js';
import { audit } from '../audit.js';
import { numberInRegister } from './own-registers.js';

/** Name of the Comune's own register of permits; its numbers never begin anew. */
const register = 'contrassegni';

export interface IssuePermit {
  caseId: string;
  holderId: string;
  kind: 'permanente' | 'temporaneo';
  /** `yyyy-mm-dd`, the last day. */
  validUntil: string;
  at: Date;
}

export interface Permit {
  number: string;
  validUntil: string;
}

/** Issues the permit of a case; a case that has one keeps it, also when it was revoked meanwhile and is issued anew. */
export const issuePermit = async (
  trx: Knex.Transaction,
  { caseId, holderId, kind, validUntil, at }: IssuePermit,
): Promise<Permit> => {
  const number = await numberInRegister(trx, { register, isYearly: false, caseId, at });
  await trx('disability_permit')
    .insert({ case_id: caseId, holder_id: holderId, number, kind, valid_until: validUntil, issued_at: at })
    .onConflict('case_id')
    .merge({ kind, valid_until: validUntil, revoked_at: null });
  await audit(trx, {
    at,
    actor: systemActor,
    act: 'contrassegno.rilasciato',
    caseId,
    details: { numero: number },
  });
  return { number, validUntil };
};

/** Revokes the permit of a case. @returns it; null when there is none. A second time changes nothing. */
export const revokePermit = async (
  trx: Knex.Transaction,
  caseId: string,
  at: Date,
): Promise<Permit | null> => {
  const found = (await trx('disability_permit')
    .where({ case_id: caseId })
    .forUpdate()
    .first('number', 'revoked_at', trx.raw('valid_until::text as "validUntil"'))) as
    (Permit & { revoked_at: Date | null }) | undefined;
  if (!found) return null;
  const { number, validUntil } = found;
  if (found.revoked_at) return { number, validUntil };
  await trx('disability_permit').where({ case_id: caseId }).update({ revoked_at: at });
  await audit(trx, {
    at,
    actor: systemActor,
    act: 'contrassegno.revocato',
    caseId,
    details: { numero: number },
  });
  return { number, validUntil };
};
