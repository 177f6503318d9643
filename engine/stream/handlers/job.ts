import { fold, writeRows, type Handler, type StreamDependencies } from '../handler.js';
import { numberOf, textOf, type EngineRecord } from '../record.js';

/** Type of the job that waits for a person. */
export const userTask = 'io.camunda.zeebe:userTask';
const ours = 'io.camunda.zeebe:';

const states: Record<string, string> = {
  CREATED: 'created',
  FAILED: 'failed',
  TIMED_OUT: 'created',
  RETRIES_UPDATED: 'created',
  RECURRED_AFTER_BACKOFF: 'created',
  ERROR_THROWN: 'error-thrown',
  COMPLETED: 'completed',
  CANCELED: 'cancelled',
};

/**
 * The offices of a task. A case that was transferred takes the tasks of the office that gave it away along, those that
 * the diagram makes afterwards too.
 */
const officesNow = `array(
  select coalesce((
    select (select latest.to_office from case_transfer latest
            where latest.case_id = given.case_id and latest.at <= r.created_at order by latest.id desc limit 1)
    from engine_instance instance join case_transfer given on given.case_id = instance.case_id
    where instance.key = r.instance_key and given.from_office = named.office and given.at <= r.created_at
    limit 1), named.office)
  from jsonb_array_elements_text(r.groups) named(office))`;

/** Tasks that wait for a person, and automated steps that wait for a worker. */
export const jobHandler: Handler = {
  valueType: 'JOB',
  intents: new Set(Object.keys(states)),
  apply: (trx, records, dependencies) =>
    writeRows(
      trx,
      `key bigint, type text, kind text, instance_key bigint, process_definition_key bigint, process_id text,
       element_id text, element_key bigint, state text, retries int, error_message text, form_key text, groups jsonb,
       headers jsonb, due_at timestamptz, created_at timestamptz, ended_at timestamptz, position bigint`,
      `insert into engine_job (key, type, kind, instance_key, process_definition_key, process_id, element_id, element_key,
         state, retries, error_message, form_key, groups, headers, due_at, created_at, ended_at, position)
       select key, type, kind, instance_key, process_definition_key, process_id, element_id, element_key, state, retries,
         error_message, form_key, ${officesNow}, headers, due_at, created_at, ended_at, position
       from $rows
       on conflict (key) do update set
         state = excluded.state, retries = excluded.retries, error_message = excluded.error_message,
         ended_at = excluded.ended_at, position = excluded.position
       where engine_job.position < excluded.position`,
      fold(
        records.map((record) => rowOf(record, dependencies)),
        ({ key }) => key,
        (earlier, later) => ({ ...later, created_at: earlier.created_at, due_at: earlier.due_at }),
      ),
    ),
};

const rowOf = ({ key, value, intent, at, position }: EngineRecord, { dueAt }: StreamDependencies) => {
  const type = textOf(value, 'type');
  const state = states[intent] ?? 'created';
  const headers = value['customHeaders'] as Record<string, string>;
  const own = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(ours)));
  const rule = own['scadenza'];
  return {
    key,
    type,
    kind: type === userTask ? 'task' : 'job',
    instance_key: textOf(value, 'processInstanceKey'),
    process_definition_key: textOf(value, 'processDefinitionKey'),
    process_id: textOf(value, 'bpmnProcessId'),
    element_id: textOf(value, 'elementId'),
    element_key: textOf(value, 'elementInstanceKey'),
    state,
    retries: numberOf(value, 'retries'),
    error_message: textOf(value, 'errorMessage') || null,
    form_key: headers[`${ours}formKey`] ?? null,
    groups: groupsOf(headers[`${ours}candidateGroups`]),
    headers: own,
    due_at: rule ? dueAt(rule, at) : null,
    created_at: at,
    ended_at: ['completed', 'cancelled', 'error-thrown'].includes(state) ? at : null,
    position,
  };
};

const groupsOf = (text: string | undefined): string[] => (text ? (JSON.parse(text) as string[]) : []);
