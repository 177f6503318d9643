import type { Knex } from 'knex';
import { notify } from '../../db/listen.js';
import { commandPayloads, type CommandKind, type CommandPayload } from './commands.js';

export type NewCommand = {
  [K in CommandKind]: {
    kind: K;
    payload: CommandPayload<K>;
    /** The same key again adds nothing: one effect, however often it is asked for. */
    idempotencyKey: string;
    caseId: string | null;
    /** Who asked: a person's name or `Sportello`. */
    createdBy: string;
    at: Date;
  };
}[CommandKind];

/**
 * The only way into the engine: a row in the transaction of the business change it belongs to. It is sent after the
 * commit, or never when the transaction fails.
 * @returns the command's id; the earlier one's when the idempotency key is known
 */
export const enqueue = async (trx: Knex.Transaction, command: NewCommand): Promise<string> => {
  const [id] = await enqueueAll(trx, [command]);
  if (!id) throw new Error('the outbox took nothing');
  return id;
};

/**
 * Many at once, each as `enqueue` takes one.
 * @returns their ids, in no order
 */
export const enqueueAll = async (trx: Knex.Transaction, commands: NewCommand[]): Promise<string[]> => {
  if (commands.length === 0) return [];
  const rows = commands.map(({ kind, payload, idempotencyKey, caseId, createdBy, at }) => ({
    kind,
    payload: commandPayloads[kind].parse(payload),
    idempotency_key: idempotencyKey,
    case_id: caseId,
    created_at: at,
    created_by: createdBy,
  }));
  const { rows: taken } = await trx.raw<{ rows: { id: string }[] }>(
    `insert into engine_command (kind, payload, idempotency_key, case_id, created_at, created_by)
     select kind, payload, idempotency_key, case_id, created_at, created_by
     from jsonb_to_recordset(?::jsonb) as given
       (kind text, payload jsonb, idempotency_key text, case_id uuid, created_at timestamptz, created_by text)
     on conflict (idempotency_key) do update set idempotency_key = excluded.idempotency_key
     returning id`,
    [JSON.stringify(rows)],
  );
  await notify(trx, 'engine_command');
  return taken.map(({ id }) => id);
};
