import { fold, writeRows, type Handler } from '../handler.js';
import { keyOf, numberOf, textOf } from '../record.js';

/** Until when an instance waits. A timer that repeats is closed when it fires, and its next round is a timer of its own. */
export const timerHandler: Handler = {
  valueType: 'TIMER',
  intents: new Set(['CREATED', 'TRIGGERED', 'CANCELED']),
  apply: (trx, records) =>
    writeRows(
      trx,
      'key bigint, instance_key bigint, element_id text, due_at timestamptz, state text, position bigint',
      `insert into engine_timer (key, instance_key, element_id, due_at, state, position)
       select * from $rows
       on conflict (key) do update set state = excluded.state, position = excluded.position
       where engine_timer.position < excluded.position`,
      fold(
        records
          .filter(({ value }) => keyOf(value, 'processInstanceKey')) // a start event's timer is of no instance
          .map(({ key, value, intent, position }) => ({
            key,
            instance_key: textOf(value, 'processInstanceKey'),
            element_id: textOf(value, 'targetElementId'),
            due_at: new Date(numberOf(value, 'dueDate')),
            state: intent === 'CREATED' ? 'open' : 'closed',
            position,
          })),
        ({ key }) => key,
        (_earlier, later) => later,
      ),
    ),
};
