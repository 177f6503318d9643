import type { Knex } from 'knex';
import { demand, type Actor } from '../../core/actor.js';
import { ConflictError, InputError, NotFoundError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { bundleHash, type ProcedureBundle } from '../../processes/catalogue/bundle.js';
import { publishVersion } from '../../processes/catalogue/publish.js';
import { audit } from '../audit.js';
import { notify } from '../listen.js';
import { filesOfVersion } from './workshop/begin-draft.js';

export interface PublishProcedure {
  /** The version the analyst began from. */
  baseVersionId: string;
  /** What that version held, with the changed diagram; already linted without errors. */
  bundle: ProcedureBundle;
  /** Why, in the analyst's words: the next one to look at the procedure reads it. */
  reason: string;
}

interface Newest {
  id: string;
  content_hash: string;
  created_by: string;
  created_at: Date;
}

/**
 * Asks the engine for a new version of a procedure. It is in force only when the engine has taken it (`deployed`);
 * open cases go on under the version they began with.
 * @throws ConflictError when somebody published since the analyst began, or nothing has changed
 * @throws InputError without a reason
 */
export const publishProcedure = async (
  services: Services,
  actor: Actor,
  { baseVersionId, bundle, reason }: PublishProcedure,
): Promise<{ versionId: string }> => {
  demand(actor, 'analyst', 'administrator');
  if (!reason.trim()) throw new InputError({ reason: 'Scrivi in poche parole che cosa cambia e perché.' });
  const at = services.clock.now();
  return services.db.transaction(async (trx) => {
    await trx.raw("select pg_advisory_xact_lock(hashtext('procedures'))"); // as publish.ts does for the folders
    const newest = await newestOf(trx, bundle.sheet.id);
    if (!newest) throw new NotFoundError('Procedimento');
    if (newest.id !== baseVersionId) throw overtaken(newest);
    if (newest.content_hash === bundleHash(bundle)) throw unchanged();
    const versionId = await publishVersion(trx, {
      bundle,
      files: { ...(await filesOfVersion(trx, baseVersionId)), 'process.bpmn': bundle.bpmn },
      createdBy: actor.name,
      reason: reason.trim(),
      at,
    });
    await audit(trx, {
      at,
      actor,
      act: 'procedimento.pubblicato',
      details: {
        procedimento: bundle.sheet.id,
        versione: versionId,
        partendoDa: baseVersionId,
        motivo: reason.trim(),
      },
    });
    await notify(trx, 'procedures');
    return { versionId };
  });
};

/** Whatever is in force or on its way to the engine, the newest; what the engine refused doesn't count. */
const newestOf = (trx: Knex, procedureId: string): Promise<Newest | undefined> =>
  trx('procedure_version')
    .where({ procedure_id: procedureId })
    .whereNot({ status: 'rejected' })
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'engine_version', order: 'desc', nulls: 'first' },
    ])
    .first();

const when = new Intl.DateTimeFormat('it-IT', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Europe/Rome',
});

const overtaken = ({ created_by, created_at }: Newest): ConflictError =>
  new ConflictError('procedure.overtaken', {
    message: `Intanto ${created_by} ha pubblicato un’altra versione, il ${when.format(created_at)}.`,
    remedy:
      'Le tue modifiche sono ancora qui: scaricale, riapri la versione nuova dall’officina e riportale lì.',
  });

const unchanged = (): ConflictError =>
  new ConflictError('procedure.unchanged', {
    message: 'Il diagramma è uguale alla versione in vigore: non c’è niente da pubblicare.',
    remedy: 'Modifica il diagramma e pubblica di nuovo.',
  });
