import type { Knex } from 'knex';

export interface DemoAccount {
  username: string;
  name: string;
  roles: string[];
  office: string | null;
}

/** Who can log in, shown on the login page of a demonstration only. */
export const demoAccounts = async (db: Knex): Promise<DemoAccount[]> =>
  (await db('account')
    .leftJoin('office', 'office.id', 'account.office_id')
    .where('account.active', true)
    .orderBy('account.username')
    .limit(40)
    .select({
      username: 'account.username',
      name: 'account.display_name',
      roles: 'account.roles',
      office: 'office.name',
    })) as DemoAccount[];
