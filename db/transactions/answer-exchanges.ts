import { systemActor } from '../../core/actor.js';
import type { JsonObject } from '../../core/json.js';
import type { Services } from '../../core/services.js';
import { enqueue } from '../../engine/gateway/outbox.js';
import { audit } from '../audit.js';

interface DueAnswer {
  id: string;
  caseId: string;
  system: string;
  message: string;
  key: string;
  variables: JsonObject;
}

/**
 * Lets simulated systems answer what is due: message and mark are one transaction, so each answer is given once, however
 * many processes look.
 * @returns how many answered
 */
export const answerDueExchanges = ({ db, clock }: Pick<Services, 'db' | 'clock'>): Promise<number> =>
  db.transaction(async (trx) => {
    const at = clock.now();
    const { rows } = await trx.raw<{ rows: DueAnswer[] }>(
      `select exchange.id, exchange.case_id as "caseId", system, answer_message as message, answer_key as key,
         answer_variables as variables
       from outside_exchange exchange join case_file on case_file.id = exchange.case_id and case_file.status = 'open'
       where answered_at is null and answer_due_at < ? and answer_message is not null
       order by answer_due_at, exchange.id limit 200 for update of exchange skip locked`,
      [at],
    );
    for (const { id, caseId, system, message, key, variables } of rows) {
      await enqueue(trx, {
        kind: 'publish-message',
        payload: { name: message, correlationKey: key, messageId: id, variables },
        idempotencyKey: `answer ${id}`,
        caseId,
        createdBy: systemActor.name,
        at,
      });
      await audit(trx, {
        at,
        actor: systemActor,
        act: 'ente.risposta',
        caseId,
        details: { da: system, ...variables },
      });
    }
    await trx('outside_exchange')
      .whereIn(
        'id',
        rows.map(({ id }) => id),
      )
      .update({ answered_at: at });
    return rows.length;
  });
