import { systemActor, type Actor } from '../../../core/actor.js';
import { BusinessError, InputError } from '../../../core/errors.js';
import type { JsonObject } from '../../../core/json.js';
import type { Services } from '../../../core/services.js';
import { audit } from '../../../db/audit.js';
import { askRun } from '../../../db/transactions/workshop/gym/ask-run.js';
import type { ProcedureDraft } from '../../../db/transactions/workshop/draft.js';
import { draftFiles } from '../../../db/transactions/workshop/draft-files.js';
import { soundBundle } from '../../../db/transactions/workshop/sound.js';
import { decidedIn, lastClosed } from '../../../gym/replay/recall.js';

const mostCases = 50;

/**
 * Asks for the cases closed last to be decided again, by the draft and by what is in force. What was decided is made
 * anonymous here, before it is kept with the run; that it was read is noted at each case.
 * @throws BusinessError `gym.no-cases`, `draft.unsound`, `gym.none`; InputError for a wrong number
 */
export const askReplay = async (
  services: Services,
  actor: Actor & { id: string },
  { draft, count }: { draft: ProcedureDraft; count: number },
): Promise<string> => {
  const { db, catalogue, clock } = services;
  if (!Number.isInteger(count) || count < 1 || count > mostCases)
    throw new InputError({ count: `Scrivi un numero da 1 a ${mostCases}.` });
  const live = await catalogue.latest(draft.procedureId);
  const closed = live ? await lastClosed(db, draft.procedureId, count) : [];
  if (!live || closed.length === 0) throw noCases();
  const bundle = await soundBundle(services, draft.procedureId, await draftFiles(db, draft.id));
  const walks = await Promise.all(
    closed.map(async (file) => {
      const decided = await decidedIn(db, file, await catalogue.version(file.versionId));
      await audit(db, {
        at: clock.now(),
        actor: systemActor, // who asked for it sees nothing of the case
        act: 'pratica.letta-anonima',
        caseId: file.id,
        details: { bozza: draft.id, chiestoDa: actor.name },
      });
      return {
        name: file.number,
        title: `Pratica ${file.number}`,
        script: decided as unknown as JsonObject,
      };
    }),
  );
  return askRun(services, actor, {
    draftId: draft.id,
    kind: 'replay',
    bundle,
    liveBundle: live.drawn,
    walks,
  });
};

const noCases = (): BusinessError =>
  new BusinessError('gym.no-cases', {
    message: 'Di questo procedimento non c’è ancora nessuna pratica chiusa.',
    remedy: 'Prova la bozza con i suoi scenari, oppure a mano in palestra.',
  });
