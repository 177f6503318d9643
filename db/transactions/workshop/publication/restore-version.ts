import { demand, type Actor } from '../../../../core/actor.js';
import { ConflictError, InputError, NotFoundError } from '../../../../core/errors.js';
import type { Services } from '../../../../core/services.js';
import { bundleHash } from '../../../../processes/catalogue/bundle.js';
import { publishVersion } from '../../../../processes/catalogue/publish.js';
import { audit } from '../../../audit.js';
import { notify } from '../../../listen.js';
import { filesOfVersion } from '../begin-draft.js';
import { heldNewest } from './newest.js';
import { demandStillSound } from '../sound.js';

/**
 * Publishes what an earlier version held as a new version. It is meant for the moment when something went wrong, and what
 * comes back was in force before: an administrator does it alone, with a reason. Analysts begin a draft from the earlier
 * version and ask as for any other change.
 * @throws ConflictError when it is what is in force
 * @throws BusinessError when the checks find errors in it today
 */
export const restoreVersion = async (
  services: Services,
  actor: Actor & { id: string },
  { versionId, reason }: { versionId: string; reason: string },
): Promise<void> => {
  demand(actor, 'administrator');
  if (!reason.trim())
    throw new InputError({ reason: 'Scrivi perché la versione precedente deve tornare in vigore.' });
  const { db, catalogue, clock } = services;
  const { procedureId, drawn, engineVersion, status } = await catalogue.version(versionId);
  if (status !== 'deployed') throw new NotFoundError('Versione');
  await demandStillSound(services, drawn);
  const files = await filesOfVersion(db, versionId);
  const at = clock.now();
  await db.transaction(async (trx) => {
    const newest = await heldNewest(trx, procedureId);
    const same = await trx('procedure_version')
      .where({ id: newest?.id, content_hash: bundleHash(drawn) })
      .first('id');
    if (same) throw unchanged();
    const id = await publishVersion(trx, {
      bundle: drawn,
      files,
      createdBy: actor.name,
      reason: reason.trim(),
      at,
    });
    await trx('procedure_version').where({ id }).update({ restored_from: versionId });
    await audit(trx, {
      at,
      actor,
      act: 'procedimento.ripristinato',
      details: { procedimento: procedureId, versione: id, come: engineVersion, motivo: reason.trim() },
    });
    await notify(trx, 'procedures');
  });
};

const unchanged = (): ConflictError =>
  new ConflictError('procedure.unchanged', {
    message: 'Questa versione è uguale a quella in vigore: non c’è niente da ripristinare.',
    remedy: 'Scegli nella storia una versione diversa.',
  });
