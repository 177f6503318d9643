import { demand, type Actor } from '../../core/actor.js';
import { InputError, NotFoundError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { dateInRome } from '../../law/calendar.js';
import { audit } from '../audit.js';
import { notify } from '../listen.js';
import { municipalValues } from '../municipal-values.js';

export interface SetMunicipalValue {
  name: string;
  /** As an administrator writes it: `1.234,50`. */
  value: string;
  /** `yyyy-mm-dd` */
  validFrom: string;
  /** The resolution or regulation that sets it. */
  source: string;
}

const numberIn = (typed: string): number | null => {
  const plain = typed
    .trim()
    .replace(/\.(?=\d{3}(\D|$))/g, '')
    .replace(',', '.');
  return /^\d{1,9}(\.\d{1,4})?$/.test(plain) ? Number(plain) : null;
};

/**
 * Sets a value of the municipality from a day on. Days gone by keep what was in force: cases were decided by it.
 * @throws InputError (`value`, `validFrom`, `source`); NotFoundError for a value nobody knows
 */
export const setMunicipalValue = async (
  services: Services,
  actor: Actor,
  { name, value, validFrom, source }: SetMunicipalValue,
): Promise<void> => {
  demand(actor, 'administrator');
  const { db, clock } = services;
  if (!(await municipalValues(db)).some(({ id }) => id === name)) throw new NotFoundError('Valore');
  const at = clock.now();
  const number = numberIn(value);
  const today = dateInRome(at);
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(validFrom) && !Number.isNaN(Date.parse(validFrom));
  const errors = {
    ...(number === null ? { value: 'Scrivi un numero, per esempio 16 o 1.234,50.' } : {}),
    ...(isDate ? {} : { validFrom: 'Scrivi da quando vale.' }),
    ...(isDate && validFrom < today
      ? { validFrom: 'Da oggi in poi: i giorni passati tengono il valore con cui si è deciso.' }
      : {}),
    ...(source.trim() ? {} : { source: 'Scrivi l’atto che lo fissa, per esempio la delibera.' }),
  };
  if (number === null || Object.keys(errors).length > 0) throw new InputError(errors);
  await db.transaction(async (trx) => {
    await trx('municipal_value').insert({
      name,
      value: number,
      valid_from: validFrom,
      source: source.trim(),
      set_at: at,
      set_by: actor.name,
    });
    await audit(trx, {
      at,
      actor,
      act: 'valore.fissato',
      details: { valore: name, quanto: number, dal: validFrom, fonte: source.trim() },
    });
    await notify(trx, 'procedures');
  });
};
