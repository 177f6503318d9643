import type { Actor } from '../../core/actor.js';
import { OffsetClock } from '../../core/clock.js';
import type { Services } from '../../core/services.js';
import { seedDemoAccounts, seedOffices } from '../../db/demo/seed.js';
import { loadMunicipality } from '../../processes/catalogue/municipality.js';
import { testDatabase, type TestDatabase } from '../helpers/database.js';

/** The data bank with a clock and an operator: all that the transactions about parties need. */
export interface PartiesOffice extends TestDatabase {
  services: Services;
  anna: Actor;
  clock: OffsetClock;
}

export const partiesOffice = async (): Promise<PartiesOffice> => {
  const own = await testDatabase();
  await seedOffices(own.db, await loadMunicipality());
  await seedDemoAccounts(own.db);
  const { id } = (await own.db('account').where({ username: 'anna' }).first('id')) as { id: string };
  const clock = new OffsetClock();
  return {
    ...own,
    clock,
    services: { db: own.db, clock } as unknown as Services, // nothing else is touched by these transactions
    anna: { id, name: 'Anna Ferrari', roles: ['operator'], officeId: 'sportello' },
  };
};
