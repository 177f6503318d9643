import type { Actor } from '../../../core/actor.js';
import { ConflictError, InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { dateInRome } from '../../../law/calendar.js';
import { Account } from '../../models/account.js';
import { CaseFile } from '../../models/case-file.js';
import { changeCase, type CaseWork } from './change-case.js';
import { demandInCharge } from './rights.js';

/**
 * Restricts a single case to who needs to know it, or lifts that (GDPR artt. 5.1.c, 9: health, social matters, people
 * who must be protected).
 * @throws ConflictError when the procedure itself is restricted: that can't be lifted case by case
 */
export const setRestricted = (
  services: Services,
  actor: Actor,
  { restricted, reason, ...work }: CaseWork & { restricted: boolean; reason: string },
): Promise<void> =>
  changeCase(services, actor, work, async ({ trx, file }) => {
    demandInCharge(actor, file);
    const { sheet } = await services.catalogue.version(file.procedureVersionId);
    if (!restricted && sheet.restricted) {
      throw new ConflictError('restriction.procedure', {
        message: 'Tutte le pratiche di questo procedimento sono riservate.',
        remedy: 'Se un collega deve vederla, dagli accesso per nome dalla pagina della pratica.',
      });
    }
    await CaseFile.query(trx).patch({ restricted }).where({ id: file.id });
    return { act: restricted ? 'riservatezza.posta' : 'riservatezza.tolta', details: { motivo: reason } };
  });

/**
 * Lets a named colleague see a restricted case until a day, that day included.
 * @throws InputError beside the wrong field
 */
export const grantAccess = (
  services: Services,
  actor: Actor,
  { accountId, until, reason, ...work }: CaseWork & { accountId: string; until: string; reason: string },
): Promise<void> =>
  changeCase(services, actor, work, async ({ trx, file, at, accountId: byId }) => {
    demandInCharge(actor, file);
    const colleague = await Account.query(trx).findById(accountId);
    if (!colleague?.active) throw new InputError({ colleague: 'Scegli un collega.' });
    if (until < dateInRome(at)) throw new InputError({ until: 'Scegli oggi o un giorno futuro.' });
    await trx('case_grant').insert({
      case_id: file.id,
      account_id: colleague.id,
      reason,
      until,
      by_id: byId,
      at,
    });
    return {
      act: 'accesso.dato',
      details: { a: colleague.displayName, fino: until, motivo: reason },
    };
  });

/** Ends a colleague's access before its day. */
export const endGrant = (
  services: Services,
  actor: Actor,
  { accountId, ...work }: CaseWork & { accountId: string },
): Promise<void> =>
  changeCase(services, actor, work, async ({ trx, file, at, accountId: byId }) => {
    demandInCharge(actor, file);
    const colleague = await Account.query(trx).findById(accountId).throwIfNotFound();
    await trx('case_grant')
      .where({ case_id: file.id, account_id: colleague.id })
      .whereNull('ended_at')
      .update({ ended_at: at, ended_by: byId });
    return { act: 'accesso.tolto', details: { a: colleague.displayName } };
  });
