import { BusinessError } from '../core/errors.js';
import type { Services } from '../core/services.js';
import { bundleHash, type ProcedureBundle } from '../processes/catalogue/bundle.js';
import { publishVersion } from '../processes/catalogue/publish.js';
import { untilPublished } from '../start/until-published.js';

const heardWithin = 10_000;

/**
 * Publishes a draft in the gym, unless it is the newest of its procedure there already: the engine starts new cases on the
 * newest.
 * @returns the version's id
 * @throws BusinessError `gym.refused` with the engine's words
 */
export const takeIn = async (services: Services, bundle: ProcedureBundle): Promise<string> => {
  const { db, catalogue, clock } = services;
  const procedureId = bundle.sheet.id;
  const newest = await catalogue.latest(procedureId);
  if (newest && bundleHash(newest.drawn) === bundleHash(bundle)) return newest.id;
  const publish = { bundle, files: null, createdBy: 'Palestra', reason: null, at: clock.now() };
  const id = await db.transaction((trx) => publishVersion(trx, publish));
  const [problem] = await untilPublished(db, [id]);
  if (problem) {
    throw new BusinessError('gym.refused', {
      message: problem,
      remedy: 'La bozza non è cambiata. Correggi il diagramma e prova di nuovo.',
    });
  }
  // The catalogue hears of it by a notification
  for (const deadline = Date.now() + heardWithin; (await catalogue.latest(procedureId))?.id !== id;) {
    if (Date.now() > deadline) throw new Error(`the catalogue does not hear of ${procedureId}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return id;
};
