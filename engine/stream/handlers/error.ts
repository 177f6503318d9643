import { writeRows, type Handler } from '../handler.js';
import { keyOf, textOf } from '../record.js';

/** The engine banned an instance: it will never answer again, so a person must know. */
export const errorHandler: Handler = {
  valueType: 'ERROR',
  intents: new Set(['CREATED']),
  apply: (trx, records) =>
    writeRows(
      trx,
      'position bigint, partition int, instance_key bigint, message text, stacktrace text, at timestamptz',
      `insert into engine_error (position, partition, instance_key, message, stacktrace, at)
       select * from $rows on conflict do nothing`,
      records.map(({ value, partition, position, at }) => ({
        position,
        partition,
        instance_key: keyOf(value, 'processInstanceKey'),
        message: textOf(value, 'exceptionMessage'),
        stacktrace: textOf(value, 'stacktrace'),
        at,
      })),
    ),
};
