import { demand, type Actor } from '../../../../core/actor.js';
import { InputError } from '../../../../core/errors.js';
import type { Services } from '../../../../core/services.js';
import { dateInRome } from '../../../../law/calendar.js';
import { audit } from '../../../audit.js';
import { draftFiles } from '../draft-files.js';
import { demandSecondPerson } from './authors.js';
import { publishRequest } from './publish-request.js';
import { holdRequest, requestById } from './request.js';
import { soundBundle } from '../sound.js';

type Person = Actor & { id: string };

/**
 * A second person says yes. In force from today: it goes to the engine at once; from a later day: on that day.
 * @returns whether it was sent now
 * @throws ForbiddenError for who asked or wrote
 * @throws ConflictError when it was decided, withdrawn or changed meanwhile, or somebody published since
 * @throws BusinessError when the checks find errors
 */
export const approvePublication = async (
  services: Services,
  actor: Person,
  requestId: string,
): Promise<{ isSent: boolean }> => {
  demand(actor, 'analyst', 'administrator');
  const { db, clock } = services;
  const asked = await requestById(db, requestId);
  await demandSecondPerson(db, actor, asked);
  const bundle = await soundBundle(services, asked.procedureId, await draftFiles(db, asked.draftId));
  const at = clock.now();
  return db.transaction(async (trx) => {
    const { request, draft } = await holdRequest(trx, requestId, ['asked']);
    await demandSecondPerson(trx, actor, request);
    await trx('publication_request')
      .where({ id: requestId })
      .update({ status: 'approved', decided_at: at, decided_by: actor.name });
    await audit(trx, {
      at,
      actor,
      act: 'officina.pubblicazione-approvata',
      details: { procedimento: request.procedureId, bozza: draft.id, dal: request.validFrom },
    });
    const isSent = request.validFrom <= dateInRome(at);
    const files = await draftFiles(trx, draft.id); // those asked for: a change would have withdrawn the request
    if (isSent) await publishRequest(trx, { request, draft, files, bundle }, { actor, at });
    return { isSent };
  });
};

/** A second person says no, and why. @throws InputError without a reason; as `approvePublication` otherwise */
export const refusePublication = async (
  { db, clock }: Services,
  actor: Person,
  requestId: string,
  answer: string,
): Promise<void> => {
  demand(actor, 'analyst', 'administrator');
  if (!answer.trim())
    throw new InputError({ answer: 'Scrivi che cosa non va: chi l’ha chiesta deve poter rimediare.' });
  const at = clock.now();
  await db.transaction(async (trx) => {
    const { request, draft } = await holdRequest(trx, requestId, ['asked']);
    await demandSecondPerson(trx, actor, request);
    await trx('publication_request')
      .where({ id: requestId })
      .update({ status: 'refused', decided_at: at, decided_by: actor.name, answer: answer.trim() });
    await audit(trx, {
      at,
      actor,
      act: 'officina.pubblicazione-rifiutata',
      details: { procedimento: request.procedureId, bozza: draft.id, motivo: answer.trim() },
    });
  });
};
