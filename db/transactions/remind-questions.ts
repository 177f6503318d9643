import { systemActor } from '../../core/actor.js';
import type { Services } from '../../core/services.js';
import { lockQuestion, tellQuestion } from './questions.js';

/**
 * Notes on every question whose due time has passed unanswered that the office was reminded: once, however many processes
 * look. Both rooms and the responsible officer's page show it from then on.
 * @returns how many were reminded
 */
export const remindQuestions = async ({ db, clock }: Pick<Services, 'db' | 'clock'>): Promise<number> => {
  const at = clock.now();
  return db.transaction(async (trx) => {
    const due = (await trx('question')
      .where('status', 'open')
      .whereNull('reminded_at')
      .where('due_at', '<', at)
      .orderBy('due_at')
      .limit(100)
      .forUpdate()
      .skipLocked()
      .pluck('id')) as string[];
    for (const id of due) {
      await trx('question').where({ id }).update({ reminded_at: at });
      const question = await lockQuestion(trx, id);
      await tellQuestion(trx, systemActor, question, { at, kind: 'reminded', act: 'quesito.sollecitato' });
    }
    return due.length;
  });
};
