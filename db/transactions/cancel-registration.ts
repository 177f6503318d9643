import type { Knex } from 'knex';
import { z } from 'zod';
import { demand, type Actor } from '../../core/actor.js';
import { ConflictError, NotFoundError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { audit } from '../audit.js';
import { notify } from '../listen.js';
import { Registration } from '../models/registration.js';
import { checkedInput } from './checked-input.js';

const said = (what: string) => z.string().trim().min(3, what).max(500, 'Al massimo 500 caratteri.');
const cancellation = z.object({
  reason: said('Scrivi perché la registrazione si annulla.'),
  authority: said('Scrivi chi ha autorizzato l’annullamento.'),
  act: said('Scrivi gli estremi del provvedimento.'),
});
export type Cancellation = z.input<typeof cancellation>;

/**
 * Cancels a registration: everything stays readable and the number is never used again (DPR 445/2000 art. 54). The trail
 * names who did it and who ordered it.
 * @throws ConflictError when it is cancelled already
 */
export const cancelRegistration = async (
  services: Services,
  actor: Actor,
  registrationId: string,
  input: Cancellation,
): Promise<Registration> => {
  demand(actor, 'registrar');
  const { reason, authority, act } = checkedInput(cancellation, input);
  return services.db.transaction(async (trx) => {
    const found = await Registration.query(trx).findById(registrationId).forUpdate();
    if (!found) throw new NotFoundError('Registrazione');
    if (found.cancelledAt) {
      throw new ConflictError('register.cancelled', {
        message: 'Questa registrazione è già annullata.',
        remedy: 'La pagina dice quando, da chi e con quale provvedimento.',
      });
    }
    if (found.register === 'emergenza') {
      throw new ConflictError('register.waiting', {
        message: 'Questa registrazione ha ancora solo il numero di emergenza.',
        remedy: 'Si annulla quando ha il numero di protocollo, dopo la chiusura del registro di emergenza.',
      });
    }
    await cancelFound(trx, found, { reason, authority, act, actor, at: services.clock.now() });
    return found;
  });
};

interface Cancelling extends Cancellation {
  actor: Actor;
  at: Date;
}

/** Marks a registration that the caller holds locked and found not cancelled yet. */
export const cancelFound = async (
  trx: Knex.Transaction,
  found: Registration,
  { reason, authority, act, actor, at }: Cancelling,
): Promise<void> => {
  await Registration.query(trx).findById(found.id).patch({
    cancelledAt: at,
    cancelledBy: actor.name,
    cancelReason: reason,
    cancelAuthority: authority,
    cancelAct: act,
  });
  await audit(trx, {
    at,
    actor,
    act: 'registrazione.annullata',
    caseId: found.caseId,
    details: { protocollo: found.protocol, motivo: reason, autorizzataDa: authority, provvedimento: act },
  });
  if (found.caseId) await notify(trx, 'projection', found.caseId);
};
