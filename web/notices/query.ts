import type { Knex } from 'knex';
import type { Actor } from '../../core/actor.js';
import { NotFoundError } from '../../core/errors.js';
import { dateInRome } from '../../law/calendar.js';

export interface Notice {
  id: string;
  title: string;
  body: string;
  important: boolean;
  validFrom: string;
  validTo: string | null;
  procedures: string[];
  offices: string[];
  skills: string[];
  version: number;
  changedAt: Date;
  author: string;
  /** By the reader, as it is now. */
  isRead: boolean;
  withdrawnAt: Date | null;
}

const notices = (db: Knex, actor: Actor): Knex.QueryBuilder =>
  db('notice')
    .join('account', 'account.id', 'notice.changed_by')
    .joinRaw('left join notice_read own on own.notice_id = notice.id and own.account_id = ?', [actor.id])
    .select({
      id: 'notice.id',
      title: 'notice.title',
      body: 'notice.body',
      important: 'notice.important',
      validFrom: 'notice.valid_from',
      validTo: 'notice.valid_to',
      procedures: 'notice.procedures',
      offices: 'notice.offices',
      skills: 'notice.skills',
      version: 'notice.version',
      changedAt: 'notice.changed_at',
      author: 'account.display_name',
      isRead: db.raw('coalesce(own.version = notice.version, false)'),
      withdrawnAt: 'notice.withdrawn_at',
    });

/** In force on the day of `at`, and for the actor's office or for everybody. */
const inForceFor =
  (actor: Actor, at: Date) =>
  (query: Knex.QueryBuilder): void => {
    const today = dateInRome(at);
    void query
      .whereNull('notice.withdrawn_at')
      .where('notice.valid_from', '<=', today)
      .whereRaw('(notice.valid_to is null or notice.valid_to >= ?)', [today])
      .whereRaw(`(notice.offices = '{}' or ? = any(notice.offices))`, [actor.officeId ?? '']);
  };

/**
 * The notices that somebody has to know at a moment: unread first, then the important ones, then the newest.
 * @param procedureId only those about this procedure; without it all of them
 */
export const noticesFor = async (
  db: Knex,
  { procedureId, at, actor }: { procedureId?: string; at: Date; actor: Actor },
): Promise<Notice[]> =>
  (await notices(db, actor)
    .modify(inForceFor(actor, at))
    .modify((query) => {
      if (procedureId) void query.whereRaw('? = any(notice.procedures)', [procedureId]);
    })
    .orderByRaw(
      'coalesce(own.version = notice.version, false), notice.important desc, notice.changed_at desc',
    )
    .limit(100)) as Notice[];

/** How many of them the actor hasn't read. */
export const unreadNotices = async (db: Knex, { at, actor }: { at: Date; actor: Actor }): Promise<number> => {
  const [row] = (await db('notice')
    .modify(inForceFor(actor, at))
    .whereNotExists(
      db('notice_read as own')
        .select(db.raw('1'))
        .whereRaw('own.notice_id = notice.id and own.version = notice.version')
        .where('own.account_id', actor.id),
    )
    .select(db.raw('count(*)::int as count'))) as unknown as { count: number }[];
  return row?.count ?? 0;
};

/** For authors: those to come, over or withdrawn as well, the last changed first. */
export const allNotices = async (db: Knex, actor: Actor): Promise<(Notice & { readers: number })[]> =>
  (await notices(db, actor)
    .select({
      readers: db.raw(
        `(select count(*)::int from notice_read r where r.notice_id = notice.id and r.version = notice.version)`,
      ),
    })
    .orderBy('notice.changed_at', 'desc')
    .limit(200)) as (Notice & { readers: number })[];

/** One notice, to be changed. @throws NotFoundError when it is withdrawn or was never there */
export const noticeToChange = async (db: Knex, actor: Actor, id: string): Promise<Notice> => {
  const notice = (await notices(db, actor)
    .where('notice.id', id)
    .whereNull('notice.withdrawn_at')
    .first()) as Notice | undefined;
  if (!notice) throw new NotFoundError('Avviso');
  return notice;
};
