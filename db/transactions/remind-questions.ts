import type { Knex } from 'knex';
import { systemActor } from '../../core/actor.js';
import type { Services } from '../../core/services.js';
import { dateInRome } from '../../law/calendar.js';
import { isWorkingDay } from '../../law/holidays.js';
import { lockQuestion, tellQuestion } from './questions.js';

/**
 * Reminds the office of every question whose due time has passed unanswered: at once, then once each working day until
 * the answer comes; from the reminder that the Comune has set the head of the office is told, too. However many
 * processes look, each reminder is made once; both rooms show it from then on.
 * @returns how many reminders were made
 */
export const remindQuestions = async ({
  db,
  clock,
  catalogue,
}: Pick<Services, 'db' | 'clock' | 'catalogue'>): Promise<number> => {
  const { patron, questions } = catalogue.municipality;
  const at = clock.now();
  const today = dateInRome(at);
  return db.transaction(async (trx) => {
    const due = (await trx('question')
      .where('status', 'open')
      .where('due_at', '<', at)
      .modify(notRemindedOn(today, patron))
      .orderBy('due_at')
      .limit(100)
      .forUpdate()
      .skipLocked()
      .select('id', 'reminders')) as { id: string; reminders: number }[];
    for (const { id, reminders } of due)
      await remind(trx, { id, reminder: reminders + 1, at }, questions.escalateAt);
    return due.length;
  });
};

/** Those never reminded and, on a working day, those last reminded on an earlier day. */
const notRemindedOn =
  (today: string, patron: string) =>
  (query: Knex.QueryBuilder): void => {
    void query.where((open) => {
      void open.whereNull('reminded_at');
      if (isWorkingDay(today, patron))
        void open.orWhereRaw(`(reminded_at at time zone 'Europe/Rome')::date < ?`, [today]);
    });
  };

const remind = async (
  trx: Knex.Transaction,
  { id, reminder, at }: { id: string; reminder: number; at: Date },
  escalateAt: number,
): Promise<void> => {
  const isEscalated = reminder === escalateAt;
  await trx('question')
    .where({ id })
    .update({ reminded_at: at, reminders: reminder, ...(isEscalated ? { escalated_at: at } : {}) });
  const question = await lockQuestion(trx, id);
  await tellQuestion(trx, systemActor, question, { at, kind: 'reminded', act: 'quesito.sollecitato' });
  if (isEscalated)
    await tellQuestion(trx, systemActor, question, { at, kind: 'escalated', act: 'quesito.segnalato' });
};
