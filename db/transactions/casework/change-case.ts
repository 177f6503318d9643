import type { Knex } from 'knex';
import type { Actor } from '../../../core/actor.js';
import { ForbiddenError, NotFoundError } from '../../../core/errors.js';
import type { JsonObject } from '../../../core/json.js';
import type { Services } from '../../../core/services.js';
import { audit } from '../../audit.js';
import { notify } from '../../listen.js';
import { CaseFile } from '../../models/case-file.js';

/** Which case, and the token of the form that was sent. */
export interface CaseWork {
  caseId: string;
  /** Made with the page: the same one again changes nothing. */
  token: string;
}

/** What a change has at hand: the case, locked until the transaction ends. */
export interface WorkedCase {
  trx: Knex.Transaction;
  file: CaseFile;
  at: Date;
  /** Whose account it is. */
  accountId: string;
}

/** How the trail tells it. */
export interface Told {
  act: string;
  partyId?: string;
  details?: JsonObject;
}

/**
 * One change of a case beside its diagram: the case is locked, the change happens once for each submission token, the
 * trail tells it, the open pages are woken.
 * @param change makes it and says how the trail tells it
 */
export const changeCase = (
  { db, clock }: Services,
  actor: Actor,
  { caseId, token }: CaseWork,
  change: (worked: WorkedCase) => Promise<Told>,
): Promise<void> =>
  db.transaction(async (trx) => {
    const accountId = accountOf(actor);
    const file = await CaseFile.query(trx).findById(caseId).forUpdate();
    if (!file) throw new NotFoundError('Pratica');
    const at = clock.now();
    if (!(await isFirstTime(trx, { caseId, token }, at))) return;
    const told = await change({ trx, file, at, accountId });
    await audit(trx, { at, actor, caseId, ...told });
    await notify(trx, 'projection', caseId);
  });

/** @throws ForbiddenError for the program itself: this is people's work */
export const accountOf = (actor: Actor): string => {
  if (!actor.id) throw new ForbiddenError();
  return actor.id;
};

const isFirstTime = async (trx: Knex, { caseId, token }: CaseWork, at: Date): Promise<boolean> => {
  const first = await trx('casework_done')
    .insert({ token, case_id: caseId, at })
    .onConflict('token')
    .ignore()
    .returning('token');
  return first.length > 0;
};
