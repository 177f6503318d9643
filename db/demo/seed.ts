import { hash } from '@node-rs/argon2';
import type { Knex } from 'knex';
import type { Role } from '../../core/actor.js';
import type { Municipality } from '../../processes/catalogue/municipality.js';

export interface DemoAccount {
  username: string;
  displayName: string;
  roles: Role[];
  officeId: string | null;
}

/** The people of the demonstration; they exist only where SPORTELLO_DEMO is on. */
export const demoAccounts: DemoAccount[] = [
  { username: 'anna', displayName: 'Anna Ferrari', roles: ['operator'], officeId: 'sportello' },
  { username: 'bruno', displayName: 'Bruno Costa', roles: ['operator'], officeId: 'sportello' },
  { username: 'carla', displayName: 'Carla Neri', roles: ['officer'], officeId: 'ambiente' },
  { username: 'dario', displayName: 'Dario Galli', roles: ['officer', 'responsible'], officeId: 'ambiente' },
  { username: 'elena', displayName: 'Elena Conti', roles: ['officer'], officeId: 'demografici' },
  {
    username: 'franco',
    displayName: 'Franco Riva',
    roles: ['officer', 'responsible'],
    officeId: 'demografici',
  },
  { username: 'giulia', displayName: 'Giulia Serra', roles: ['officer'], officeId: 'polizia-locale' },
  {
    username: 'ivo',
    displayName: 'Ivo Marini',
    roles: ['officer', 'responsible'],
    officeId: 'polizia-locale',
  },
  { username: 'olga', displayName: 'Olga Pini', roles: ['officer'], officeId: 'edilizia' },
  { username: 'paolo', displayName: 'Paolo Zini', roles: ['officer', 'responsible'], officeId: 'edilizia' },
  { username: 'quinto', displayName: 'Quinto Sala', roles: ['officer'], officeId: 'suap' },
  { username: 'rita', displayName: 'Rita Monti', roles: ['officer', 'responsible'], officeId: 'suap' },
  { username: 'sandro', displayName: 'Sandro Lusi', roles: ['officer'], officeId: 'tributi' },
  { username: 'tina', displayName: 'Tina Bergo', roles: ['officer', 'responsible'], officeId: 'tributi' },
  { username: 'ugo', displayName: 'Ugo Forti', roles: ['officer'], officeId: 'viabilita' },
  { username: 'vera', displayName: 'Vera Sassi', roles: ['officer', 'responsible'], officeId: 'viabilita' },
  { username: 'zita', displayName: 'Zita Nobili', roles: ['officer'], officeId: 'sociale' },
  { username: 'aldo', displayName: 'Aldo Reggi', roles: ['officer', 'responsible'], officeId: 'sociale' },
  { username: 'bice', displayName: 'Bice Orsi', roles: ['officer'], officeId: 'scuola' },
  { username: 'ciro', displayName: 'Ciro Valli', roles: ['officer', 'responsible'], officeId: 'scuola' },
  { username: 'nadia', displayName: 'Nadia Melli', roles: ['registrar'], officeId: 'protocollo' },
  { username: 'lara', displayName: 'Lara Bassi', roles: ['analyst'], officeId: null },
  { username: 'mario', displayName: 'Mario Fontana', roles: ['administrator'], officeId: null },
];

/** The demonstration's one password; printed at start, refused outside demo mode because no such account exists. */
export const demoPassword = 'sportello';

/** Makes the offices of the municipality known; names follow its file, ids stay. */
export const seedOffices = async (db: Knex, { offices }: Municipality): Promise<void> => {
  await db('office')
    .insert(offices.map(({ id, name, kind }) => ({ id, name, kind })))
    .onConflict('id')
    .merge();
};

/** Adds the demo accounts that are missing; those changed by somebody stay as they are. */
export const seedDemoAccounts = async (db: Knex): Promise<void> => {
  const known = (await db('account').pluck('username')) as string[];
  const missing = demoAccounts.filter(({ username }) => !known.includes(username));
  if (missing.length === 0) return;
  const passwordHash = await hash(demoPassword);
  await db('account')
    .insert(
      missing.map(({ username, displayName, roles, officeId }) => ({
        username,
        display_name: displayName,
        roles,
        office_id: officeId,
        password_hash: passwordHash,
      })),
    )
    .onConflict('username')
    .ignore();
};
