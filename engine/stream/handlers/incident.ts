import { fold, writeRows, type Handler } from '../handler.js';
import { keyOf, textOf } from '../record.js';

/** The engine could not go on (CREATED), or has taken the step up again (RESOLVED). */
export const incidentHandler: Handler = {
  valueType: 'INCIDENT',
  intents: new Set(['CREATED', 'RESOLVED']),
  apply: (trx, records) =>
    writeRows(
      trx,
      `key bigint, instance_key bigint, element_id text, element_key bigint, job_key bigint, error_type text,
       error_message text, state text, created_at timestamptz, resolved_at timestamptz, position bigint`,
      `insert into engine_incident (key, instance_key, element_id, element_key, job_key, error_type, error_message, state,
         created_at, resolved_at, position)
       select * from $rows
       on conflict (key) do update set state = excluded.state, resolved_at = excluded.resolved_at, position = excluded.position
       where engine_incident.position < excluded.position`,
      fold(
        records.map(({ key, value, intent, at, position }) => ({
          key,
          instance_key: textOf(value, 'processInstanceKey'),
          element_id: textOf(value, 'elementId'),
          element_key: textOf(value, 'elementInstanceKey'),
          job_key: keyOf(value, 'jobKey'),
          error_type: textOf(value, 'errorType'),
          error_message: textOf(value, 'errorMessage'),
          state: intent === 'RESOLVED' ? 'resolved' : 'created',
          created_at: at,
          resolved_at: intent === 'RESOLVED' ? at : null,
          position,
        })),
        ({ key }) => key,
        (earlier, later) => ({ ...later, created_at: earlier.created_at }),
      ),
    ),
};
