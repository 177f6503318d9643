import type { Actor } from '../../../core/actor.js';
import { BusinessError } from '../../../core/errors.js';
import type { JsonObject } from '../../../core/json.js';
import type { Services } from '../../../core/services.js';
import { askRun } from '../../../db/transactions/workshop/gym/ask-run.js';
import { draftFiles } from '../../../db/transactions/workshop/draft-files.js';
import type { ProcedureDraft } from '../../../db/transactions/workshop/draft.js';
import { soundBundle } from '../../../db/transactions/workshop/sound.js';
import { scenariosIn } from '../../../processes/catalogue/scenario/in-files.js';

type Analyst = Actor & { id: string };

/** Takes the draft into the gym, for walking through it by hand. @throws BusinessError `draft.unsound`, `gym.none` */
export const askVisit = async (services: Services, actor: Analyst, draft: ProcedureDraft): Promise<string> =>
  askRun(services, actor, {
    draftId: draft.id,
    kind: 'visit',
    bundle: await soundBundle(services, draft.procedureId, await draftFiles(services.db, draft.id)),
    liveBundle: null,
    walks: [],
  });

/**
 * Asks for the draft's scenarios to be walked in the gym.
 * @param only one scenario's name; without it, all
 * @throws BusinessError `draft.unsound`, `gym.no-scenarios`, `gym.none`
 */
export const askScenarios = async (
  services: Services,
  actor: Analyst,
  { draft, only }: { draft: ProcedureDraft; only: string },
): Promise<string> => {
  const files = await draftFiles(services.db, draft.id);
  const bundle = await soundBundle(services, draft.procedureId, files);
  const { scenarios } = scenariosIn(files);
  const walks = scenarios
    .filter(({ name }) => !only || name === only)
    .map(({ name, scenario }) => ({
      name,
      title: scenario.title,
      script: scenario as unknown as JsonObject,
    }));
  if (walks.length === 0) throw noScenarios();
  return askRun(services, actor, { draftId: draft.id, kind: 'scenarios', bundle, liveBundle: null, walks });
};

const noScenarios = (): BusinessError =>
  new BusinessError('gym.no-scenarios', {
    message: 'La bozza non ha scenari da eseguire.',
    remedy: 'Aggiungi uno scenario alla bozza, oppure prova a mano in palestra.',
  });
