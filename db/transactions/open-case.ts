import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { demand, type Actor } from '../../core/actor.js';
import { ConflictError, NotFoundError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import type { Services } from '../../core/services.js';
import { newTrackingCode } from '../../core/tracking-code.js';
import { enqueue } from '../../engine/gateway/outbox.js';
import { dateInRome } from '../../law/calendar.js';
import type { ProcedureVersion } from '../../processes/catalogue/catalogue.js';
import { audit } from '../audit.js';
import { caseNumber, nextNumber, yearInRome } from '../counter.js';
import { notify } from '../listen.js';
import { valuesOn } from '../municipal-values.js';
import { CaseFile } from '../models/case-file.js';
import { Letter } from '../models/letter.js';
import { Party } from '../models/party.js';
import { Registration } from '../models/registration.js';
import { powerFor } from '../party-powers.js';
import { writeStatement } from './application-document.js';
import { attachDocuments, type Attachment } from './attachments.js';
import { carryNotes } from './draft-work.js';
import { linkOpenedCase } from './contacts.js';
import { draftLetter, registerLetter } from './letters.js';
import { recordTermEvent } from './record-term-event.js';
import { registerDocument } from './register-document.js';

export interface OpenCase {
  procedureVersionId: string;
  applicantId: string;
  delegateId?: string | null;
  application: JsonObject;
  attachments: Attachment[];
  /** Made with the page: a double click or a resubmission carries the same one and finds the case made before. */
  submissionToken: string;
}

export interface OpenedCase {
  caseId: string;
  caseNumber: string;
  /** `0000123/2026` */
  protocol: string;
  receiptDocumentId: string;
}

/**
 * Accepts a request: case, parties, registration of the application and of the receipt (L. 241/1990 art. 18-bis), the
 * engine's start. All of it or nothing, and once for each submission token.
 * @throws ConflictError when the procedure isn't published any more in the version the form was made from
 * @throws InputError (`_delegate`) when the delegate's power for the applicant has ended (edge case 17)
 */
export const openCase = (services: Services, actor: Actor, input: OpenCase): Promise<OpenedCase> => {
  demand(actor, 'operator');
  return services.db.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [`open ${input.submissionToken}`]);
    const before = await CaseFile.query(trx).findOne({ submission_token: input.submissionToken });
    if (before) return alreadyOpened(trx, before);

    const version = await services.catalogue.version(input.procedureVersionId);
    await refuseSuperseded(services, version);
    const applicant = await Party.held(trx, input.applicantId);
    if (!applicant) throw new NotFoundError('Soggetto');

    const at = services.clock.now();
    const presenter = input.delegateId ? await Party.held(trx, input.delegateId) : undefined;
    const delegate = presenter?.id === applicant.id ? undefined : presenter; // merged since the form was filled in
    const file = await insertCase(trx, actor, input, version, { applicant, delegate }, at);
    const attachments = await attachDocuments(trx, file.id, input.attachments);
    const document = await writeStatement(services, trx, {
      caseId: file.id,
      title: `Istanza: ${version.sheet.title}`,
      name: `istanza-${file.number.replace('/', '-')}`,
      content: {
        pratica: file.number,
        procedimento: version.procedureId,
        richiedente: { nome: applicant.displayName, codiceFiscale: applicant.taxCode },
        presentata: at.toISOString(),
        dati: input.application,
        allegati: attachments.map(({ title, sha256 }) => ({ title, sha256 })),
      },
      actor,
      at,
    });
    const registration = await registerDocument(trx, {
      documentId: document.id,
      sha256: document.sha256,
      direction: 'incoming',
      object: `${version.sheet.title}: istanza`,
      correspondents: [{ name: applicant.displayName, role: 'mittente' }],
      attachments,
      caseId: file.id,
      presentedAt: at,
      at,
      registeredBy: actor.name,
    });
    const receipt = await draftLetter(services, trx, {
      caseId: file.id,
      code: 'L1',
      effectKey: `receipt ${file.id}`,
      withDraft: false,
      at,
    });
    await registerLetter(services, trx, { letterId: receipt.id, at });
    await audit(trx, {
      at,
      actor,
      act: 'pratica.aperta',
      caseId: file.id,
      partyId: applicant.id,
      details: { numero: file.number, protocollo: registration.protocol },
    });
    await carryNotes(trx, input.submissionToken, file.id);
    await startInstance(services, trx, { file, version, createdBy: actor.name, at });
    await linkOpenedCase(trx, actor, { ...input, caseId: file.id }, at);
    await notify(trx, 'projection', file.id);
    return alreadyOpened(trx, file);
  });
};

/** Asks the engine to run the case: its start message, sent twice, starts it once. */
export const startInstance = async (
  services: Services,
  trx: Knex.Transaction,
  {
    file,
    version,
    createdBy,
    at,
  }: { file: CaseFile; version: ProcedureVersion; createdBy: string; at: Date },
): Promise<string> =>
  enqueue(trx, {
    kind: 'publish-message',
    payload: {
      name: `istanza.${version.procedureId}`,
      correlationKey: file.id,
      messageId: file.id,
      variables: {
        caseId: file.id,
        ...services.catalogue.pickEngineVariables(version, file.application),
        ...(version.engineVariables.has('valori')
          ? { valori: await valuesOn(trx, dateInRome(file.presentedAt)) }
          : {}),
        ...(version.engineVariables.has('presentataIl')
          ? { presentataIl: dateInRome(file.presentedAt) }
          : {}),
      },
    },
    idempotencyKey: `start ${file.id}`,
    caseId: file.id,
    createdBy,
    at,
  });

const alreadyOpened = async (trx: Knex, file: CaseFile): Promise<OpenedCase> => {
  const receipt = await Letter.query(trx).findOne({ effect_key: `receipt ${file.id}` });
  const registration = await Registration.query(trx)
    .where({ case_id: file.id, direction: 'incoming' })
    .orderBy(['entered_at', 'number'])
    .first();
  if (!receipt?.documentId || !registration) throw new Error(`case ${file.number} has no receipt`);
  return {
    caseId: file.id,
    caseNumber: file.number,
    protocol: registration.protocol,
    receiptDocumentId: receipt.documentId,
  };
};

const refuseSuperseded = async (services: Services, version: ProcedureVersion): Promise<void> => {
  const latest = await services.catalogue.latest(version.procedureId);
  if (latest?.id === version.id) return;
  throw new ConflictError('procedure.superseded', {
    message: 'Nel frattempo il procedimento è stato aggiornato.',
    remedy: 'Riapri il modulo: quello che hai scritto viene riportato nella nuova versione.',
  });
};

/** Writes the case with its number, its first parties, and its term, which begins. */
export const insertCase = async (
  trx: Knex.Transaction,
  actor: Actor,
  input: Omit<OpenCase, 'procedureVersionId'>,
  version: ProcedureVersion,
  { applicant, delegate }: { applicant: Party; delegate: Party | undefined },
  at: Date,
): Promise<CaseFile> => {
  const relationId =
    delegate &&
    (await powerFor(trx, {
      agentId: delegate.id,
      principalId: applicant.id,
      procedureId: version.procedureId,
      on: dateInRome(at),
    }));
  const year = yearInRome(at);
  const file = await CaseFile.query(trx)
    .insert({
      id: randomUUID(),
      number: caseNumber(year, await nextNumber(trx, 'pratiche', year)),
      procedureId: version.procedureId,
      procedureVersionId: version.id,
      status: 'open',
      applicantId: applicant.id,
      application: input.application,
      subject: version.sheet.title,
      officeId: version.sheet.office,
      restricted: version.sheet.restricted,
      presentedAt: at,
      openedAt: at,
      openedBy: actor.id,
      submissionToken: input.submissionToken,
      trackingCode: newTrackingCode(),
    })
    .returning('*');
  await recordTermEvent(trx, {
    caseId: file.id,
    kind: 'started',
    on: dateInRome(at),
    article: version.sheet.term.source,
    effectKey: `started ${file.id}`,
    length: version.sheet.term,
    actor,
    at,
  });
  const parties = [
    { case_id: file.id, party_id: applicant.id, role: 'applicant', relation_id: null },
    ...(delegate
      ? [{ case_id: file.id, party_id: delegate.id, role: 'delegate', relation_id: relationId ?? null }]
      : []),
  ];
  await trx('case_party').insert(parties);
  return file;
};
