import { systemActor } from '../../../../core/actor.js';
import { BusinessError } from '../../../../core/errors.js';
import type { Services } from '../../../../core/services.js';
import { dateInRome } from '../../../../law/calendar.js';
import { audit } from '../../../audit.js';
import { draftFiles } from '../draft-files.js';
import { publishRequest } from './publish-request.js';
import { holdRequest, requestById } from './request.js';
import { soundBundle } from '../sound.js';

/**
 * Publishes what was approved for today or an earlier day. What stands in the way by then (somebody published, an office is
 * gone) is told on the request, and the draft stays open. Harmless to repeat, and several processes may do it.
 */
export const publishDue = async (services: Services): Promise<void> => {
  const today = dateInRome(services.clock.now());
  const due = (await services
    .db('publication_request')
    .where({ status: 'approved' })
    .andWhere('valid_from', '<=', today)
    .orderBy('asked_at')
    .pluck('id')) as string[];
  for (const id of due) {
    await publishOne(services, id).catch((error: unknown) => {
      if (!(error instanceof BusinessError)) throw error;
      return giveUp(services, id, error.message);
    });
  }
};

const publishOne = async (services: Services, id: string): Promise<void> => {
  const { db, clock } = services;
  const { procedureId, draftId } = await requestById(db, id);
  const bundle = await soundBundle(services, procedureId, await draftFiles(db, draftId));
  await db.transaction(async (trx) => {
    const { request, draft } = await holdRequest(trx, id, ['approved']);
    const files = await draftFiles(trx, draft.id);
    await publishRequest(trx, { request, draft, files, bundle }, { actor: systemActor, at: clock.now() });
  });
};

const giveUp = async ({ db, clock }: Services, id: string, answer: string): Promise<void> => {
  await db.transaction(async (trx) => {
    const [request] = (await trx('publication_request')
      .where({ id, status: 'approved' }) // not when another process has published it meanwhile
      .update({ status: 'failed', answer })
      .returning(['draft_id', 'procedure_id'])) as { draft_id: string; procedure_id: string }[];
    if (!request) return;
    await audit(trx, {
      at: clock.now(),
      actor: systemActor,
      act: 'officina.pubblicazione-non-riuscita',
      details: { procedimento: request.procedure_id, bozza: request.draft_id, motivo: answer },
    });
  });
};
