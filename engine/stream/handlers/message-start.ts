import type { Handler } from '../handler.js';
import { writeRows } from '../handler.js';
import { textOf } from '../record.js';

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** An instance was started by its start message, whose correlation key is the case. */
export const messageStartHandler: Handler = {
  valueType: 'MESSAGE_START_EVENT_SUBSCRIPTION',
  intents: new Set(['CORRELATED']),
  apply: (trx, records) =>
    writeRows(
      trx,
      'key bigint, case_id uuid',
      `insert into engine_instance (key, case_id, state, position)
       select key, case_id, 'active', 0 from $rows
       on conflict (key) do update set case_id = coalesce(engine_instance.case_id, excluded.case_id)`,
      records
        .filter(({ value }) => uuid.test(textOf(value, 'correlationKey')))
        .map(({ value }) => ({
          key: textOf(value, 'processInstanceKey'),
          case_id: textOf(value, 'correlationKey'),
        })),
    ),
};
