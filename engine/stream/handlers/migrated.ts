import { fold, writeRows, type Handler } from '../handler.js';
import { textOf, type EngineRecord } from '../record.js';

const keyed = ({ key }: { key: string }): string => key;
const last = <Row>(_earlier: Row, later: Row): Row => later;

/** A step went over to another version of its diagram as it is: state, office and form stay those it was made with. */
export const migratedJobHandler: Handler = {
  valueType: 'JOB',
  intents: new Set(['MIGRATED']),
  apply: (trx, records) =>
    writeRows(
      trx,
      'key bigint, element_id text, process_definition_key bigint, process_id text',
      `update engine_job job set element_id = r.element_id, process_definition_key = r.process_definition_key,
         process_id = r.process_id
       from $rows where job.key = r.key`,
      fold(
        records.map(({ key, value }: EngineRecord) => ({
          key,
          element_id: textOf(value, 'elementId'),
          process_definition_key: textOf(value, 'processDefinitionKey'),
          process_id: textOf(value, 'bpmnProcessId'),
        })),
        keyed,
        last,
      ),
    ),
};

/** An incident whose step went over: it stands at that step's new id. */
export const migratedIncidentHandler: Handler = {
  valueType: 'INCIDENT',
  intents: new Set(['MIGRATED']),
  apply: (trx, records) =>
    writeRows(
      trx,
      'key bigint, element_id text',
      'update engine_incident incident set element_id = r.element_id from $rows where incident.key = r.key',
      fold(
        records.map(({ key, value }: EngineRecord) => ({ key, element_id: textOf(value, 'elementId') })),
        keyed,
        last,
      ),
    ),
};
