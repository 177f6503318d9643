import type { Knex } from 'knex';
import { fold, writeRows, type Handler } from '../handler.js';
import { keyOf, numberOf, textOf, type EngineRecord } from '../record.js';

const states: Record<string, string> = {
  ELEMENT_ACTIVATING: 'active',
  ELEMENT_ACTIVATED: 'active',
  ELEMENT_MIGRATED: 'active', // the same element instance, in another version of the diagram
  ELEMENT_COMPLETED: 'completed',
  ELEMENT_TERMINATED: 'terminated',
};

/** Elements entered and left, flows taken, instances started and ended. */
export const processInstanceHandler: Handler = {
  valueType: 'PROCESS_INSTANCE',
  intents: new Set([...Object.keys(states), 'SEQUENCE_FLOW_TAKEN']),
  async apply(trx, records) {
    const flows = records.filter(({ intent }) => intent === 'SEQUENCE_FLOW_TAKEN');
    const elements = records.filter(({ intent }) => intent !== 'SEQUENCE_FLOW_TAKEN');
    const instances = elements.filter(({ value }) => value['bpmnElementType'] === 'PROCESS');
    await writeInstances(trx, instances);
    await writeElements(trx, elements);
    await writeFlows(trx, flows);
  },
};

const laterWins = <Row extends { started_at?: unknown; entered_at?: unknown }>(
  earlier: Row,
  later: Row,
): Row => ({
  ...later,
  ...(earlier.started_at === undefined ? {} : { started_at: earlier.started_at }),
  ...(earlier.entered_at === undefined ? {} : { entered_at: earlier.entered_at }),
});

const writeInstances = (trx: Knex.Transaction, records: EngineRecord[]): Promise<void> =>
  writeRows(
    trx,
    `key bigint, process_id text, process_definition_key bigint, version int, parent_key bigint, state text,
     started_at timestamptz, ended_at timestamptz, position bigint`,
    `insert into engine_instance (key, process_id, process_definition_key, version, parent_key, state, started_at, ended_at, position)
     select * from $rows
     on conflict (key) do update set
       process_id = excluded.process_id, process_definition_key = excluded.process_definition_key,
       version = excluded.version, parent_key = excluded.parent_key, state = excluded.state,
       started_at = coalesce(engine_instance.started_at, excluded.started_at),
       ended_at = excluded.ended_at, position = excluded.position
     where engine_instance.position < excluded.position`,
    fold(
      records.map(({ key, value, intent, at, position }) => ({
        key,
        process_id: textOf(value, 'bpmnProcessId'),
        process_definition_key: textOf(value, 'processDefinitionKey'),
        version: numberOf(value, 'version'),
        parent_key: keyOf(value, 'parentProcessInstanceKey'),
        state: states[intent],
        started_at: at,
        ended_at: states[intent] === 'active' ? null : at,
        position,
      })),
      ({ key }) => key,
      laterWins,
    ),
  );

const writeElements = (trx: Knex.Transaction, records: EngineRecord[]): Promise<void> =>
  writeRows(
    trx,
    `key bigint, instance_key bigint, scope_key bigint, element_id text, type text, state text,
     entered_at timestamptz, left_at timestamptz, position bigint`,
    `insert into engine_element (key, instance_key, scope_key, element_id, type, state, entered_at, left_at, position)
     select * from $rows
     on conflict (key) do update set
       element_id = excluded.element_id, state = excluded.state, left_at = excluded.left_at, position = excluded.position
     where engine_element.position < excluded.position`,
    fold(
      records.map(({ key, value, intent, at, position }) => ({
        key,
        instance_key: textOf(value, 'processInstanceKey'),
        scope_key: keyOf(value, 'flowScopeKey'),
        element_id: textOf(value, 'elementId'),
        type: textOf(value, 'bpmnElementType'),
        state: states[intent],
        entered_at: at,
        left_at: states[intent] === 'active' ? null : at,
        position,
      })),
      ({ key }) => key,
      laterWins,
    ),
  );

const writeFlows = (trx: Knex.Transaction, records: EngineRecord[]): Promise<void> =>
  writeRows(
    trx,
    'instance_key bigint, flow_id text, position bigint, taken_at timestamptz',
    `insert into engine_flow (instance_key, flow_id, position, taken_at)
     select * from $rows on conflict do nothing`,
    records.map(({ value, at, position }) => ({
      instance_key: textOf(value, 'processInstanceKey'),
      flow_id: textOf(value, 'elementId'),
      position,
      taken_at: at,
    })),
  );
