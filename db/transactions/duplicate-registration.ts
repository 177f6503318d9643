import type { Knex } from 'knex';
import { Registration } from '../models/registration.js';

export interface Presented {
  correspondent: string;
  object: string;
  sha256: string;
}

/** As people compare: capitals, accents left alone, blanks counted once. */
const comparable = (text: string): string => text.trim().replace(/\s+/g, ' ').toLocaleLowerCase('it');

/** The first registration, not cancelled, of the same content from the same correspondent with the same object. */
export const duplicateOf = async (
  trx: Knex,
  { correspondent, object, sha256 }: Presented,
): Promise<Registration | undefined> => {
  const same = await Registration.query(trx)
    .where({ sha256 })
    .whereNull('cancelled_at')
    .orderBy(['entered_at', 'number']);
  return same.find(
    (one) =>
      comparable(one.object) === comparable(object) &&
      one.correspondents.some(({ name }) => comparable(name) === comparable(correspondent)),
  );
};
