import { demand, type Actor } from '../../core/actor.js';
import { ConflictError, NotFoundError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import type { Services } from '../../core/services.js';
import { enqueue } from '../../engine/gateway/outbox.js';
import { audit } from '../audit.js';
import { notify } from '../listen.js';

/**
 * Asks the engine to try a blocked step again, with mended variables. It says nothing about success: the step is
 * solved only when the stream shows that the engine has passed it.
 * @throws ConflictError when an attempt is under way or the engine has gone on already
 */
export const mendIncident = async (
  services: Services,
  actor: Actor,
  { incidentKey, variables }: { incidentKey: string; variables: JsonObject },
): Promise<{ commandId: string }> => {
  demand(actor, 'officer', 'responsible', 'administrator');
  const at = services.clock.now();
  return services.db.transaction(async (trx) => {
    const incident = (await trx('engine_incident as incident')
      .leftJoin('engine_instance as instance', 'instance.key', 'incident.instance_key')
      .where('incident.key', incidentKey)
      .forUpdate('incident')
      .first('incident.*', { caseId: 'instance.case_id' })) as
      | {
          state: string;
          job_key: string | null;
          element_key: string;
          element_id: string;
          caseId: string | null;
        }
      | undefined;
    if (!incident) throw new NotFoundError('Passo bloccato');
    const [underWay] = await trx('incident_attempt as attempt')
      .join('engine_command as command', 'command.id', 'attempt.command_id')
      .where({ incident_key: incidentKey, status: 'pending' })
      .select('attempt.id');
    if (incident.state !== 'created' || underWay) {
      throw new ConflictError('incident.under-way', {
        message: 'Questo passo è già in verifica.',
        remedy: 'Aspetta l’esito: la pagina si aggiorna da sola.',
      });
    }
    const attempts = (await trx('incident_attempt')
      .where({ incident_key: incidentKey })
      .count({ n: '*' })) as { n: string }[];
    const commandId = await enqueue(trx, {
      kind: 'resolve-incident',
      payload: {
        incidentKey,
        jobKey: incident.job_key,
        elementKey: incident.element_key,
        retries: 3,
        variables,
      },
      idempotencyKey: `resolve ${incidentKey} ${attempts[0]?.n ?? 0}`,
      caseId: incident.caseId,
      createdBy: actor.name,
      at,
    });
    await trx('incident_attempt').insert({
      incident_key: incidentKey,
      command_id: commandId,
      variables: JSON.stringify(variables),
      attempted_by: actor.id,
      attempted_at: at,
    });
    await audit(trx, {
      at,
      actor,
      act: 'blocco.ritentato',
      caseId: incident.caseId,
      details: { passo: incident.element_id, variabili: Object.keys(variables) },
    });
    await notify(trx, 'projection', incident.caseId ?? '');
    return { commandId };
  });
};
