import { z } from 'zod';
import { demand, type Actor } from '../../../../core/actor.js';
import { ConflictError, InputError } from '../../../../core/errors.js';
import type { Services } from '../../../../core/services.js';
import { dateInRome } from '../../../../law/calendar.js';
import { audit } from '../../../audit.js';
import { filesOfVersion } from '../begin-draft.js';
import { draftById, holdOpenDraft } from '../draft.js';
import { draftFiles } from '../draft-files.js';
import { demandNewest, newestOf } from './newest.js';
import { filesHash, openStates } from './request.js';
import { soundBundle } from '../sound.js';

export interface AskPublication {
  draftId: string;
  /** What changes and why, in the analyst's words. */
  reason: string;
  /** `yyyy-mm-dd`, today or later. */
  validFrom: string;
}

const demandComplete = ({ reason, validFrom }: AskPublication, today: string): void => {
  const fields: Record<string, string> = {};
  if (!reason.trim()) fields['reason'] = 'Scrivi in poche parole che cosa cambia e perché.';
  if (reason.length > 1000) fields['reason'] = 'Il motivo supera i 1000 caratteri: accorcialo.';
  if (!z.iso.date().safeParse(validFrom).success) fields['validFrom'] = 'Scegli il giorno da cui vale.';
  else if (validFrom < today) fields['validFrom'] = 'Il giorno da cui vale non può essere passato.';
  if (Object.keys(fields).length > 0) throw new InputError(fields);
};

const changed = (): ConflictError =>
  new ConflictError('draft.overtaken', {
    message: 'La bozza è cambiata mentre la chiedevi in pubblicazione.',
    remedy: 'Ricarica il confronto, guarda che cosa è cambiato e chiedi di nuovo.',
  });

/**
 * Asks that a draft be published as it stands now.
 * @returns the request's id
 * @throws InputError without a reason or a day to come
 * @throws BusinessError when the checks find errors
 * @throws ConflictError when nothing is changed, it is asked for already, or somebody published since it was begun
 */
export const askPublication = async (
  services: Services,
  actor: Actor & { id: string },
  ask: AskPublication,
): Promise<string> => {
  demand(actor, 'analyst', 'administrator');
  const { db, clock } = services;
  const at = clock.now();
  demandComplete(ask, dateInRome(at));
  const { procedureId, baseVersionId } = await draftById(db, ask.draftId);
  const files = await draftFiles(db, ask.draftId);
  const hash = filesHash(files);
  if (baseVersionId && filesHash(await filesOfVersion(db, baseVersionId)) === hash) throw unchanged();
  demandNewest(await newestOf(db, procedureId), baseVersionId);
  await soundBundle(services, procedureId, files);
  return db.transaction(async (trx) => {
    await holdOpenDraft(trx, ask.draftId);
    if (filesHash(await draftFiles(trx, ask.draftId)) !== hash) throw changed();
    const open = (await trx('publication_request')
      .where({ draft_id: ask.draftId })
      .whereIn('status', openStates)
      .first('id')) as { id: string } | undefined;
    if (open) return open.id; // asked for twice
    const [row] = (await trx('publication_request')
      .insert({
        draft_id: ask.draftId,
        procedure_id: procedureId,
        files_hash: hash,
        reason: ask.reason.trim(),
        valid_from: ask.validFrom,
        asked_at: at,
        asked_by: actor.name,
        asked_by_id: actor.id,
      })
      .returning('id')) as { id: string }[];
    if (!row) throw new Error('The request was not stored');
    await audit(trx, {
      at,
      actor,
      act: 'officina.pubblicazione-chiesta',
      details: {
        procedimento: procedureId,
        bozza: ask.draftId,
        motivo: ask.reason.trim(),
        dal: ask.validFrom,
      },
    });
    return row.id;
  });
};

const unchanged = (): ConflictError =>
  new ConflictError('procedure.unchanged', {
    message: 'La bozza è uguale alla versione da cui è partita: non c’è niente da pubblicare.',
    remedy: 'Modifica la bozza, oppure eliminala.',
  });
