import { randomUUID } from 'node:crypto';
import type { Actor } from '../../core/actor.js';
import type { Services } from '../../core/services.js';
import { seedDemoDesks } from '../../db/demo/desks.js';
import { seedDemoAccounts, seedOffices } from '../../db/demo/seed.js';
import type { Series, Ticket } from '../../db/models/ticket.js';
import { createParty } from '../../db/transactions/parties.js';
import { takeSeat } from '../../db/transactions/queue/seat.js';
import { takeTicket, type TakeTicket } from '../../db/transactions/queue/take-ticket.js';
import { loadMunicipality } from '../../processes/catalogue/municipality.js';
import { testDatabase } from '../helpers/database.js';

export type Operator = Actor & { id: string };

/** The hall of the demonstration on a data bank of its own, at a time that the test sets. */
export interface QueueWorld {
  services: Services;
  anna: Operator;
  bruno: Operator;
  /** Sets the office's time, as people in Rome say it: `2026-03-02T09:00`. Winter time. */
  at(romeTime: string): void;
  operator(username: string): Promise<Operator>;
  takes(series: Series, more?: Partial<TakeTicket>): Promise<Ticket>;
  person(familyName: string): Promise<string>;
  sits(operator: Operator, station: number): Promise<void>;
  close(): Promise<void>;
}

export const queueWorld = async (): Promise<QueueWorld> => {
  const own = await testDatabase();
  const municipality = await loadMunicipality();
  await seedOffices(own.db, municipality);
  await seedDemoAccounts(own.db);
  await seedDemoDesks(own.db);
  let now = new Date('2026-03-02T09:00:00+01:00');
  const services = {
    db: own.db,
    clock: { now: () => now },
    catalogue: { municipality },
  } as unknown as Services;
  const operator = async (username: string): Promise<Operator> => {
    const row = (await own.db('account').where({ username }).first('id')) as { id: string };
    return { id: row.id, name: username, roles: ['operator'], officeId: 'sportello' };
  };
  const [anna, bruno] = [await operator('anna'), await operator('bruno')];
  return {
    services,
    anna,
    bruno,
    operator,
    at: (romeTime) => {
      now = new Date(`${romeTime}:00+01:00`);
    },
    takes: (series, more = {}) => takeTicket(services, { series, submissionToken: randomUUID(), ...more }),
    person: (familyName) =>
      createParty(services, anna, { kind: 'person', familyName, noCodeReason: 'prova' } as Parameters<
        typeof createParty
      >[2]),
    sits: (who, station) => takeSeat(services, who, station),
    close: () => own.close(),
  };
};
