import type { Knex } from 'knex';
import { z } from 'zod';
import { demand, type Actor } from '../../core/actor.js';
import { ConflictError, InputError, NotFoundError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { audit } from '../audit.js';
import { RegisterOutage } from '../models/register-outage.js';
import { checkedInput } from './checked-input.js';

const opening = z.object({
  startedAt: z.date({ error: 'Scrivi giorno e ora: gg/mm/aaaa e hh:mm.' }),
  cause: z.string().trim().min(3, 'Scrivi perché il registro non si può usare.').max(500),
  authority: z.string().trim().min(3, 'Scrivi chi ha autorizzato e con quale provvedimento.').max(500),
});
const closing = z.object({
  endedAt: z.date({ error: 'Scrivi giorno e ora: gg/mm/aaaa e hh:mm.' }),
  lastNumber: z.number({ error: 'Scrivi un numero intero.' }).int('Scrivi un numero intero.'),
});

/** The emergency register that is open now, if any. */
export const openOutage = (db: Knex): Promise<RegisterOutage | undefined> =>
  RegisterOutage.query(db).whereNull('closed_at').first().execute();

/**
 * Opens the emergency register: since when, why, and who allowed it (DPR 445/2000 art. 63 c. 1-2). Its numbers go on from
 * those of the last outage, so that none stands for two documents (c. 4).
 * @throws ConflictError when one is open already
 */
export const openEmergencyRegister = (
  services: Services,
  actor: Actor,
  input: { startedAt: Date | null; cause: string; authority: string },
): Promise<RegisterOutage> => {
  demand(actor, 'registrar');
  const at = services.clock.now();
  const { startedAt, cause, authority } = checkedInput(opening, input as z.input<typeof opening>);
  if (startedAt > at) throw new InputError({ startedAt: 'Non può essere nel futuro.' });
  return services.db.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(hashtext(?))', ['register outage']);
    if (await openOutage(trx)) {
      throw new ConflictError('register.emergency-open', {
        message: 'Il registro di emergenza è già aperto.',
        remedy: 'Chiudi quello aperto quando il registro torna a funzionare.',
      });
    }
    const last = (await trx('register_outage').max('last_number as number').first()) as {
      number: number | null;
    };
    const outage = await RegisterOutage.query(trx)
      .insert({
        startedAt,
        cause,
        authority,
        firstNumber: (last.number ?? 0) + 1,
        openedAt: at,
        openedBy: actor.name,
      })
      .returning('*');
    const details = { dal: startedAt.toISOString(), causa: cause, autorizzatoDa: authority };
    await audit(trx, { at, actor, act: 'registro.emergenza.aperto', details });
    return outage;
  });
};

/** The last emergency number that the program gave during an outage; one less than the first when it gave none. */
export const lastGiven = async (db: Knex, { id, firstNumber }: RegisterOutage): Promise<number> => {
  const given = (await db('registration')
    .where({ outage_id: id })
    .max('emergency_number as number')
    .first()) as { number: number | null };
  return given.number ?? firstNumber - 1;
};

/**
 * Closes it: until when, and how far the numbers went, so that the page knows which are still to be brought in.
 * @throws InputError beside the field that can't be
 */
export const closeEmergencyRegister = (
  services: Services,
  actor: Actor,
  outageId: string,
  input: { endedAt: Date | null; lastNumber: number | null },
): Promise<void> => {
  demand(actor, 'registrar');
  const at = services.clock.now();
  const { endedAt, lastNumber } = checkedInput(closing, input as z.input<typeof closing>);
  return services.db.transaction(async (trx) => {
    const outage = await RegisterOutage.query(trx).findById(outageId).forUpdate();
    if (!outage) throw new NotFoundError('Registro di emergenza');
    if (outage.closedAt) {
      throw new ConflictError('register.emergency-closed', {
        message: 'Questo registro di emergenza è già chiuso.',
        remedy: 'La pagina dice quando e da chi; qui sotto si importano le sue registrazioni.',
      });
    }
    if (endedAt < outage.startedAt || endedAt > at)
      throw new InputError({ endedAt: 'Deve venire dopo l’inizio e non può essere nel futuro.' });
    const given = await lastGiven(trx, outage);
    if (lastNumber < given)
      throw new InputError({
        lastNumber: `Sportello ha già dato il numero E${given}: non può venire prima.`,
      });
    const none = outage.firstNumber - 1;
    if (lastNumber < none)
      throw new InputError({
        lastNumber: `Non può venire prima di ${outage.firstNumber}; se non ne hai usati scrivi ${none}.`,
      });
    await RegisterOutage.query(trx)
      .findById(outageId)
      .patch({ endedAt, lastNumber, closedAt: at, closedBy: actor.name });
    const details = { al: endedAt.toISOString(), registrazioni: lastNumber - none };
    await audit(trx, { at, actor, act: 'registro.emergenza.chiuso', details });
  });
};
