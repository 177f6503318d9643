import { fold, writeRows, type Handler } from '../handler.js';
import { textOf } from '../record.js';

/** The values that gateways read, by scope. The engine holds ids and few values: nothing personal is in them. */
export const variableHandler: Handler = {
  valueType: 'VARIABLE',
  intents: new Set(['CREATED', 'UPDATED']),
  async apply(trx, records) {
    await writeRows(
      trx,
      'scope_key bigint, name text, instance_key bigint, value text, position bigint',
      `insert into engine_variable (scope_key, name, instance_key, value, position)
       select scope_key, name, instance_key, value::jsonb, position from $rows
       on conflict (scope_key, name) do update set value = excluded.value, position = excluded.position
       where engine_variable.position < excluded.position`,
      fold(
        records.map(({ value, position }) => ({
          scope_key: textOf(value, 'scopeKey'),
          name: textOf(value, 'name'),
          instance_key: textOf(value, 'processInstanceKey'),
          value: textOf(value, 'value'),
          position,
        })),
        ({ scope_key, name }) => `${scope_key} ${name}`,
        (_earlier, later) => later,
      ),
    );
  },
};
