import { demand, type Actor } from '../../../../core/actor.js';
import { BusinessError } from '../../../../core/errors.js';
import type { JsonObject } from '../../../../core/json.js';
import type { Services } from '../../../../core/services.js';
import type { ProcedureBundle } from '../../../../processes/catalogue/bundle.js';
import { audit } from '../../../audit.js';
import { notify } from '../../../listen.js';
import { holdOpenDraft } from '../draft.js';
import { gymNow, wantGym } from './gym.js';
import type { RunKind } from './runs.js';

export interface AskRun {
  draftId: string;
  kind: RunKind;
  /** The draft as it is now, without faults. */
  bundle: ProcedureBundle;
  liveBundle: ProcedureBundle | null;
  walks: { name: string; title: string; script: JsonObject }[];
}

/** Letters of old runs are only in the way. */
const keptRuns = 6;

/**
 * Asks the gym to try a draft; it starts if it has to. The run is kept with the draft: whoever leaves the page finds it again.
 * @returns the run's id
 * @throws BusinessError `gym.none` where nobody keeps a gym
 */
export const askRun = async (
  { db, clock }: Services,
  actor: Actor & { id: string },
  { draftId, kind, bundle, liveBundle, walks }: AskRun,
): Promise<string> => {
  demand(actor, 'analyst', 'administrator');
  const at = clock.now();
  return db.transaction(async (trx) => {
    const draft = await holdOpenDraft(trx, draftId);
    if (!(await gymNow(trx)).isKept) throw none();
    await wantGym(trx);
    const [run] = (await trx('gym_run')
      .insert({
        draft_id: draftId,
        kind,
        bundle: JSON.stringify(bundle),
        live_bundle: liveBundle && JSON.stringify(liveBundle),
        asked_at: at,
        asked_by: actor.name,
      })
      .returning('id')) as { id: string }[];
    if (!run) throw new Error('the run was not stored');
    if (walks.length > 0) {
      await trx('gym_walk').insert(
        walks.map(({ name, title, script }, place) => ({
          run_id: run.id,
          place,
          name,
          title,
          script: JSON.stringify(script),
        })),
      );
    }
    const old = trx('gym_run')
      .where({ draft_id: draftId })
      .orderBy('asked_at', 'desc')
      .offset(keptRuns)
      .select('id');
    await trx('gym_run').whereIn('id', old).whereIn('status', ['done', 'failed']).delete();
    await audit(trx, {
      at,
      actor,
      act: 'officina.prova',
      details: { procedimento: draft.procedureId, bozza: draftId, prova: run.id, tipo: kind },
    });
    await notify(trx, 'gym', run.id);
    return run.id;
  });
};

const none = (): BusinessError =>
  new BusinessError('gym.none', {
    message: 'Nessuno tiene la palestra di questa installazione.',
    remedy:
      'La bozza non è cambiata. Chiedi a chi gestisce Sportello di avviarla (SPORTELLO_GYM_IDLE maggiore di zero, oppure npm run gym).',
  });
