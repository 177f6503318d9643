import { fold, writeRows, type Handler } from '../handler.js';
import { textOf } from '../record.js';

/** What an instance waits for from outside: the acts that the case page offers to record. */
export const subscriptionHandler: Handler = {
  valueType: 'PROCESS_MESSAGE_SUBSCRIPTION',
  intents: new Set(['CREATED', 'CORRELATED', 'DELETED']),
  apply: (trx, records) =>
    writeRows(
      trx,
      'element_key bigint, message_name text, instance_key bigint, state text, position bigint',
      `insert into engine_subscription (element_key, message_name, instance_key, state, position)
       select * from $rows
       on conflict (element_key, message_name) do update set state = excluded.state, position = excluded.position
       where engine_subscription.position < excluded.position`,
      fold(
        records.map(({ value, intent, position }) => ({
          element_key: textOf(value, 'elementInstanceKey'),
          message_name: textOf(value, 'messageName'),
          instance_key: textOf(value, 'processInstanceKey'),
          // A non-interrupting event goes on waiting after a message; an interrupting one is deleted next
          state:
            intent === 'DELETED' || (intent === 'CORRELATED' && value['interrupting'] === true)
              ? 'closed'
              : 'open',
          position,
        })),
        ({ element_key, message_name }) => `${element_key} ${message_name}`,
        (_earlier, later) => later,
      ),
    ),
};
