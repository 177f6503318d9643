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
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `insert into engine_command (kind, payload, idempotency_key, case_id, created_at, created_by)
     values (?, ?, ?, ?, ?, ?)
     on conflict (idempotency_key) do update set idempotency_key = excluded.idempotency_key
     returning id`,
    [
      command.kind,
      JSON.stringify(commandPayloads[command.kind].parse(command.payload)),
      command.idempotencyKey,
      command.caseId,
      command.at,
      command.createdBy,
    ],
  );
  const [row] = rows;
  if (!row) throw new Error('the outbox took nothing');
  await notify(trx, 'engine_command');
  return row.id;
};
