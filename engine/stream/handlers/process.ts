import type { Handler } from '../handler.js';
import { writeRows } from '../handler.js';
import { numberOf, textOf } from '../record.js';

/** A version of a diagram was deployed: its text, from which names of elements are read. */
export const processHandler: Handler = {
  valueType: 'PROCESS',
  intents: new Set(['CREATED']),
  apply: (trx, records) =>
    writeRows(
      trx,
      'process_definition_key bigint, process_id text, version int, resource text, position bigint',
      `insert into engine_process (process_definition_key, process_id, version, resource, position)
       select * from $rows on conflict (process_definition_key) do nothing`,
      records.map(({ value, position }) => ({
        process_definition_key: textOf(value, 'processDefinitionKey'),
        process_id: textOf(value, 'bpmnProcessId'),
        version: numberOf(value, 'version'),
        resource: Buffer.from(textOf(value, 'resource'), 'base64').toString(),
        position,
      })),
    ),
};
