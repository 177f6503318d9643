import type { Knex } from 'knex';
import type { Clock } from '../../core/clock.js';
import { systemActor } from '../../core/actor.js';
import { enqueueAll } from '../../engine/gateway/outbox.js';
import { endOfDay } from '../../law/calendar.js';
import { shiftDate } from '../../law/holidays.js';
import type { TermState, Wait } from '../../law/term/ledger.js';
import { auditAll } from '../audit.js';
import { notify } from '../listen.js';

/** Days before the due date on which the diagram is told that it is near. */
const nearDays = 5;

interface Alarm {
  message: string;
  /** The last day; the diagram is told when it has passed. */
  date: string;
}

const alarmsOf = ({ status, from, due, waits }: TermState): Alarm[] => {
  if (status === 'ended' || status === 'awaiting') return [];
  const near = due && shiftDate(due, -nearDays - 1);
  return [
    ...(due ? [{ message: 'termine.scaduto', date: due }] : []),
    ...(near && near > from ? [{ message: 'termine.in-scadenza', date: near }] : []), // a short term is near from the start
    ...waits.flatMap((wait) =>
      wait.isAnswered || wait.answerBy === null || waits.some((other) => outlasts(other, wait))
        ? []
        : [{ message: wait.expiryMessage, date: wait.answerBy }],
    ),
  ];
};

/** Several who were asked the same each have their own days: the diagram is told when the last of them has had his. */
const outlasts = (other: Wait, wait: Wait): boolean =>
  other.cause === wait.cause && !other.isAnswered && (other.answerBy ?? '') > (wait.answerBy ?? '');

/** What the diagram of a case is to be told and when, by its term as it stands now; what was told stays told. */
export const setAlarms = async (trx: Knex.Transaction, caseId: string, state: TermState): Promise<void> => {
  await trx('term_alarm').where({ case_id: caseId }).whereNull('sent_at').delete();
  const alarms = alarmsOf(state);
  if (alarms.length === 0) return;
  await trx('term_alarm')
    .insert(
      alarms.map(({ message, date }) => ({
        case_id: caseId,
        message_name: message,
        for_date: date,
        due_at: new Date(endOfDay(date).getTime() + 1_000),
      })),
    )
    .onConflict(['case_id', 'message_name', 'for_date'])
    .ignore();
  await notify(trx, 'term_alarm');
};

interface DueAlarm {
  id: string;
  caseId: string;
  message: string;
  date: string;
}

/**
 * Hands what is due to the outbox: message and mark are one transaction, so each is sent once however often this is
 * killed; several processes at once take different ones.
 * @returns how many were due
 */
export const sendDueAlarms = (db: Knex, clock: Clock, limit = 200): Promise<number> =>
  db.transaction(async (trx) => {
    const at = clock.now();
    const { rows } = await trx.raw<{ rows: DueAlarm[] }>(
      `select alarm.id, alarm.case_id as "caseId", alarm.message_name as message, alarm.for_date::text as date
       from term_alarm alarm join case_file on case_file.id = alarm.case_id and case_file.status = 'open'
       where alarm.sent_at is null and alarm.due_at <= ?
       order by alarm.due_at, alarm.id limit ? for update of alarm skip locked`,
      [at, limit],
    );
    await enqueueAll(
      trx,
      rows.map(({ id, caseId, message }) => ({
        kind: 'publish-message',
        payload: { name: message, correlationKey: caseId, messageId: id, variables: {} },
        idempotencyKey: `alarm ${id}`,
        caseId,
        createdBy: systemActor.name,
        at,
      })),
    );
    await auditAll(
      trx,
      rows.map(({ caseId, message, date }) => ({
        at,
        actor: systemActor,
        act: message,
        caseId,
        details: { scadenza: date },
      })),
    );
    await trx('term_alarm')
      .whereIn(
        'id',
        rows.map(({ id }) => id),
      )
      .update({ sent_at: at });
    return rows.length;
  });

/** When the next alarm of an open case is due; null when none is waiting. */
export const nextAlarmAt = async (db: Knex): Promise<Date | null> => {
  const row = (await db('term_alarm')
    .join('case_file', 'case_file.id', 'term_alarm.case_id')
    .where({ 'case_file.status': 'open' })
    .whereNull('term_alarm.sent_at')
    .orderBy('term_alarm.due_at')
    .first('term_alarm.due_at')) as { due_at: Date } | undefined;
  return row?.due_at ?? null;
};
