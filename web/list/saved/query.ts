import type { Knex } from 'knex';
import type { Person } from '../../inbox/query.js';

export interface SavedList {
  id: string;
  name: string;
  params: string;
  accountId: string;
  owner: string;
  isShared: boolean;
}

/** The saved filters of a list: one's own, and those that colleagues share with the office. */
export const savedLists = async (db: Knex, actor: Person, list: string): Promise<SavedList[]> =>
  (await db('saved_list')
    .join('account', 'account.id', 'saved_list.account_id')
    .where('saved_list.list', list)
    .where((query) => {
      query.where('saved_list.account_id', actor.id);
      if (actor.officeId) query.orWhere('saved_list.office_id', actor.officeId);
    })
    .orderBy(['saved_list.name', 'saved_list.id'])
    .limit(30)
    .select({
      id: 'saved_list.id',
      name: 'saved_list.name',
      params: 'saved_list.params',
      accountId: 'saved_list.account_id',
      owner: 'account.display_name',
      isShared: db.raw('saved_list.office_id is not null'),
    })) as SavedList[];
