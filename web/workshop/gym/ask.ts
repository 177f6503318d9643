import type { Actor } from '../../../core/actor.js';
import { BusinessError } from '../../../core/errors.js';
import type { JsonObject } from '../../../core/json.js';
import type { Services } from '../../../core/services.js';
import { askRun } from '../../../db/transactions/workshop/gym/ask-run.js';
import { draftFiles } from '../../../db/transactions/workshop/draft-files.js';
import type { ProcedureDraft } from '../../../db/transactions/workshop/draft.js';
import { bundleOfFiles } from '../../../processes/catalogue/bundle-files.js';
import type { ProcedureBundle } from '../../../processes/catalogue/bundle.js';
import type { FolderFiles } from '../../../processes/catalogue/folder-files.js';
import { withShared } from '../../../processes/catalogue/folder.js';
import { scenariosIn } from '../../../processes/catalogue/scenario/in-files.js';
import { findingsOfDraft } from '../drafts/check.js';

type Analyst = Actor & { id: string };

/** Takes the draft into the gym, for walking through it by hand. @throws BusinessError `gym.faulty`, `gym.none` */
export const askVisit = async (services: Services, actor: Analyst, draft: ProcedureDraft): Promise<string> =>
  askRun(services, actor, {
    draftId: draft.id,
    kind: 'visit',
    bundle: await soundBundle(services, draft),
    liveBundle: null,
    walks: [],
  });

/**
 * Asks for the draft's scenarios to be walked in the gym.
 * @param only one scenario's name; without it, all
 * @throws BusinessError `gym.faulty`, `gym.no-scenarios`, `gym.none`
 */
export const askScenarios = async (
  services: Services,
  actor: Analyst,
  { draft, only }: { draft: ProcedureDraft; only: string },
): Promise<string> => {
  const bundle = await soundBundle(services, draft);
  const { scenarios, faults } = scenariosIn(await draftFiles(services.db, draft.id));
  const [fault] = faults;
  if (fault) throw faulty(`${fault.path}: ${fault.message}`);
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

/** What the gym takes of a draft: only what could be published, because a faulty diagram can stop an engine. */
export const soundBundle = async (services: Services, draft: ProcedureDraft): Promise<ProcedureBundle> => {
  const errors = (await findingsOfDraft(services, draft)).filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first) throw faulty(`${first.file}: ${first.message}`, errors.length);
  return bundleIn(await draftFiles(services.db, draft.id));
};

const bundleIn = (files: FolderFiles): Promise<ProcedureBundle> => {
  const read = bundleOfFiles(files);
  if ('bundle' in read) return withShared(read.bundle);
  const [fault] = read.faults;
  throw faulty(`${fault?.path ?? ''}: ${fault?.message ?? ''}`, read.faults.length);
};

const faulty = (first: string, count = 1): BusinessError =>
  new BusinessError('gym.faulty', {
    message:
      count > 1
        ? `La bozza ha ${count} errori; il primo è in ${first}`
        : `La bozza ha un errore, in ${first}`,
    remedy:
      'In palestra va solo quello che si potrebbe pubblicare. Correggi gli errori elencati nella bozza e riprova.',
  });

const noScenarios = (): BusinessError =>
  new BusinessError('gym.no-scenarios', {
    message: 'La bozza non ha prove scritte da eseguire.',
    remedy: 'Aggiungi un percorso di prova alla bozza, oppure prova a mano in palestra.',
  });
