import type { Actor } from '../../../core/actor.js';
import { InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { dateInRome } from '../../../law/calendar.js';
import { accountOf } from './change-case.js';

export interface FollowUp {
  caseId: string;
  /** ISO date. */
  dueOn: string;
  note: string;
}

/**
 * One's own reminder of a case, which nobody else sees: not an act, so the trail says nothing of it. A new one replaces
 * the old.
 * @throws InputError when the day has passed
 */
export const setFollowUp = async (
  { db, clock }: Services,
  actor: Actor,
  { caseId, dueOn, note }: FollowUp,
): Promise<void> => {
  if (dueOn < dateInRome(clock.now())) throw new InputError({ dueOn: 'Scegli oggi o un giorno futuro.' });
  await db('case_follow_up')
    .insert({ case_id: caseId, account_id: accountOf(actor), due_on: dueOn, note, at: clock.now() })
    .onConflict(['case_id', 'account_id'])
    .merge();
};

/** The reminder has served. */
export const dropFollowUp = async ({ db }: Services, actor: Actor, caseId: string): Promise<void> => {
  await db('case_follow_up')
    .where({ case_id: caseId, account_id: accountOf(actor) })
    .delete();
};
