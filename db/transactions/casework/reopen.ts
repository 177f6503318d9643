import type { Knex } from 'knex';
import type { Actor } from '../../../core/actor.js';
import { ConflictError, InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { isStillOpen, reopeningGrounds } from '../../../law/reopening.js';
import { audit } from '../../audit.js';
import { notify } from '../../listen.js';
import { CaseFile } from '../../models/case-file.js';
import { Party } from '../../models/party.js';
import { writeStatement } from '../application-document.js';
import { insertCase, startInstance } from '../open-case.js';
import { registerDocument } from '../register-document.js';
import { changeCase, type CaseWork } from './change-case.js';
import { joinCases } from './relations.js';
import { demandHead } from './rights.js';

export interface ReopenCase extends CaseWork {
  ground: string;
  reason: string;
}

/**
 * Takes a closed case up again where the law allows it. What ended in the engine can't be revived, and the closed case
 * must stay as it was decided: the request runs anew, as a case related to the old one, with its parties and documents,
 * in the procedure's present version and with a term of its own. The decision to reopen is registered.
 * @throws ConflictError when the case is open, or the procedure isn't published any more
 * @throws InputError when the law doesn't allow it on that ground, or not any more
 */
export const reopenCase = (
  services: Services,
  actor: Actor,
  { ground: groundId, reason, ...work }: ReopenCase,
): Promise<void> =>
  changeCase(services, actor, work, async ({ trx, file, at, accountId }) => {
    demandHead(actor, file);
    const version = await services.catalogue.latest(file.procedureId);
    if (file.status !== 'closed' || !file.closedAt || !version) {
      throw new ConflictError('reopen.not-possible', {
        message: version ? 'La pratica non è chiusa.' : 'Il procedimento non è più pubblicato.',
        remedy: 'Apri la pratica: mostra a che punto è e che cosa si può fare.',
      });
    }
    const ground = reopeningGrounds.find(({ id }) => id === groundId);
    if (!ground || !isStillOpen(ground, file.closedAt, at)) {
      throw new InputError({ ground: 'Per questo motivo il termine di legge è passato.' });
    }
    const applicant = await Party.query(trx).findById(file.applicantId).throwIfNotFound();
    const anew = await insertCase(
      trx,
      actor,
      { ...file, delegateId: null, attachments: [], submissionToken: work.token },
      version,
      { applicant, delegate: undefined },
      at,
    );
    await takeAlong(trx, file, anew, { reason, byId: accountId, at });
    const document = await writeStatement(services, trx, {
      caseId: anew.id,
      title: `Riapertura della pratica ${file.number}`,
      name: `riapertura-${anew.number.replace('/', '-')}`,
      content: {
        pratica: anew.number,
        riapre: file.number,
        fondamento: ground.source,
        motivo: reason,
        decisa: at.toISOString(),
        da: actor.name,
      },
      actor,
      at,
    });
    const registration = await registerDocument(trx, {
      documentId: document.id,
      sha256: document.sha256,
      direction: 'incoming',
      object: `${version.sheet.title}: riapertura d’ufficio della pratica ${file.number}`,
      correspondents: [{ name: applicant.displayName, role: 'interessato' }],
      caseId: anew.id,
      presentedAt: at,
      at,
      registeredBy: actor.name,
    });
    await joinCases(trx, { one: file.id, other: anew.id, kind: 'reopening', byId: accountId, at });
    const details = { fondamento: ground.source, motivo: reason };
    await audit(trx, {
      at,
      actor,
      act: 'pratica.riaperta',
      caseId: anew.id,
      partyId: applicant.id,
      details: { ...details, con: file.number, conId: file.id, protocollo: registration.protocol },
    });
    await startInstance(services, trx, { file: anew, version, createdBy: actor.name, at });
    await notify(trx, 'projection', anew.id);
    return { act: 'pratica.ripresa', details: { ...details, con: anew.number, conId: anew.id } };
  });

/** Parties, documents and restriction as they were, and the office that decided: the new case begins where the old ended. */
const takeAlong = async (
  trx: Knex,
  file: CaseFile,
  anew: CaseFile,
  { reason, byId, at }: { reason: string; byId: string; at: Date },
): Promise<void> => {
  await CaseFile.query(trx)
    .patch({ restricted: file.restricted || anew.restricted, officeId: file.officeId })
    .where({ id: anew.id });
  if (file.officeId !== anew.officeId) {
    await trx('case_transfer').insert({
      case_id: anew.id,
      from_office: anew.officeId,
      to_office: file.officeId,
      had_tasks: false,
      reason,
      by_id: byId,
      at,
    });
  }
  await trx.raw(
    `insert into case_party (case_id, party_id, role) select ?, party_id, role from case_party where case_id = ?
     on conflict do nothing`,
    [anew.id, file.id],
  );
  await trx.raw(
    `insert into document (case_id, direction, title, filename, media_type, size, sha256, storage_key, field, uploaded_by, created_at)
     select ?, direction, title, filename, media_type, size, sha256, storage_key, field, uploaded_by, created_at
     from document where case_id = ?
       and not exists (select from letter where letter.draft_document_id = document.id and letter.document_id is distinct from document.id)`,
    [anew.id, file.id],
  );
};
