import type { Knex } from 'knex';
import { RegisterOutage } from '../../../db/models/register-outage.js';

export type ListedOutage = RegisterOutage & { imported: number };

/** The times in which the register could not be used, newest first, with how many of their numbers were brought in. */
export const outages = async (db: Knex): Promise<ListedOutage[]> =>
  (await RegisterOutage.query(db)
    .select('register_outage.*')
    .select(
      db.raw(`(select count(*)::int from registration
        where outage_id = register_outage.id and register = 'protocollo') as imported`),
    )
    .orderBy('started_at', 'desc')
    .limit(100)) as ListedOutage[];

export interface ImportedNumber {
  id: string;
  emergencyNumber: number;
  emergencyAt: Date;
  object: string;
  /** The ordinary number; the emergency one again while it waits for that. */
  text: string;
  isWaiting: boolean;
}

/** What has a number of one of them, by that number. */
export const importedNumbers = async (db: Knex, outageId: string): Promise<ImportedNumber[]> =>
  (await db('registration')
    .where({ outage_id: outageId })
    .orderBy('emergency_number')
    .select({
      id: 'id',
      emergencyNumber: 'emergency_number',
      emergencyAt: 'emergency_at',
      object: 'object',
      text: 'protocol',
      isWaiting: db.raw(`register = 'emergenza'`),
    })) as ImportedNumber[];

/** Numbers said to have been used and not brought in yet. */
export const missingNumbers = (
  { firstNumber, lastNumber }: RegisterOutage,
  imported: ImportedNumber[],
): number[] => {
  const known = new Set(imported.map(({ emergencyNumber }) => emergencyNumber));
  const all = Array.from(
    { length: Math.max(0, (lastNumber ?? 0) - firstNumber + 1) },
    (_, i) => firstNumber + i,
  );
  return all.filter((number) => !known.has(number));
};
