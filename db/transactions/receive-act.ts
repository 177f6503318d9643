import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { demand, type Actor } from '../../core/actor.js';
import { ConflictError, NotFoundError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import type { Services } from '../../core/services.js';
import { enqueue } from '../../engine/gateway/outbox.js';
import { audit } from '../audit.js';
import { notify } from '../listen.js';
import { CaseFile } from '../models/case-file.js';
import { Party } from '../models/party.js';
import { Registration } from '../models/registration.js';
import { writeStatement } from './application-document.js';
import { attachDocuments, type Attachment } from './attachments.js';
import { registerDocument } from './register-document.js';

export interface ReceiveAct {
  caseId: string;
  /** Message of the diagram: `osservazioni.ricevute`, `rinuncia`. */
  messageName: string;
  data: JsonObject;
  attachments: Attachment[];
  submissionToken: string;
}

/**
 * Takes in an act that the diagram waits for: it is registered with its date (DPR 445/2000 art. 53) and the engine is
 * told. The same submission token again returns the first registration.
 * @throws ConflictError `act.not-awaited` when the diagram doesn't wait for it (any more)
 */
export const receiveAct = (
  services: Services,
  actor: Actor,
  { caseId, messageName, data, attachments, submissionToken }: ReceiveAct,
): Promise<{ commandId: string; protocol: string }> => {
  demand(actor, 'operator');
  return services.db.transaction(async (trx) => {
    const file = await CaseFile.query(trx).findById(caseId).forUpdate();
    if (!file) throw new NotFoundError('Pratica');
    const before = await actReceived(trx, submissionToken);
    if (before) return before;
    await demandAwaited(trx, caseId, messageName);

    const at = services.clock.now();
    const version = await services.catalogue.version(file.procedureVersionId);
    const label = version.sheet.messages.find(({ name }) => name === messageName)?.label ?? messageName;
    const applicant = await Party.query(trx).findById(file.applicantId).throwIfNotFound();
    const noted = await attachDocuments(trx, caseId, attachments);
    const actId = randomUUID();
    const document = await writeStatement(services, trx, {
      caseId,
      title: label,
      name: `atto-${actId}`,
      content: {
        pratica: file.number,
        atto: messageName,
        presentato: at.toISOString(),
        dati: data,
        allegati: noted.map(({ title, sha256 }) => ({ title, sha256 })),
      },
      actor,
      at,
    });
    const registration = await registerDocument(trx, {
      documentId: document.id,
      sha256: document.sha256,
      direction: 'incoming',
      object: `Pratica ${file.number}: ${label}`,
      correspondents: [{ name: applicant.displayName, role: 'mittente' }],
      attachments: noted,
      caseId,
      presentedAt: at,
      at,
      registeredBy: actor.name,
    });
    const commandId = await enqueue(trx, {
      kind: 'publish-message',
      payload: {
        name: messageName,
        correlationKey: caseId,
        messageId: actId,
        variables: services.catalogue.pickEngineVariables(version, data),
      },
      idempotencyKey: `act ${actId}`,
      caseId,
      createdBy: actor.name,
      at,
    });
    await trx('incoming_act').insert({
      id: actId,
      case_id: caseId,
      message_name: messageName,
      data: JSON.stringify(data),
      registration_id: registration.id,
      received_at: at,
      received_by: actor.id,
      submission_token: submissionToken,
      command_id: commandId,
    });
    const protocol = registration.protocol;
    await audit(trx, {
      at,
      actor,
      act: 'atto.ricevuto',
      caseId,
      details: { atto: label, protocollo: protocol },
    });
    await notify(trx, 'projection', caseId);
    return { commandId, protocol };
  });
};

const actReceived = async (trx: Knex, submissionToken: string) => {
  const act = (await trx('incoming_act').where({ submission_token: submissionToken }).first()) as
    { command_id: string; registration_id: string } | undefined;
  const registration = act && (await Registration.query(trx).findById(act.registration_id));
  return act && registration ? { commandId: act.command_id, protocol: registration.protocol } : undefined;
};

const demandAwaited = async (trx: Knex, caseId: string, messageName: string): Promise<void> => {
  const open = (await trx('engine_subscription as subscription')
    .join('engine_instance as instance', 'instance.key', 'subscription.instance_key')
    .where({
      'instance.case_id': caseId,
      'subscription.message_name': messageName,
      'subscription.state': 'open',
    })
    .first('subscription.message_name')) as { message_name: string } | undefined;
  if (open) return;
  throw new ConflictError('act.not-awaited', {
    message: 'La pratica non aspetta questo atto, o non lo aspetta più.',
    remedy: 'Apri la pratica: mostra a che punto è e che cosa si può ancora presentare.',
  });
};
