import type { Knex } from 'knex';

/** Whether the gym is wanted, and where it is. */
export interface Gym {
  status: 'stopped' | 'starting' | 'running';
  /** Address of its pages, while it runs. */
  url: string | null;
  /** Why it didn't start the last time. */
  error: string | null;
  /** False where no process keeps a gym: this installation has none, or who keeps it is down. */
  isKept: boolean;
}

/** Seconds after which a keeper that says nothing counts as gone; starting the gym, it is silent for a while. */
const keeperSeconds = 150;

const isKept = `keeper_seen_at > now() - make_interval(secs => ${keeperSeconds})`;

/** Used within the time, or with runs that aren't finished. */
const isWanted = `(coalesce(wanted_at > now() - make_interval(secs => :seconds), false)
  or exists (select from gym_run where status in ('waiting', 'running')))`;

export const gymNow = async (db: Knex): Promise<Gym> =>
  (await db('gym').first('status', 'url', 'error', {
    isKept: db.raw(`coalesce(${isKept}, false)`),
  })) as Gym;

/** Says that somebody wants the gym now: it starts, or goes on. */
export const wantGym = async (db: Knex): Promise<void> => {
  await db('gym').update({ wanted_at: db.fn.now(), error: null });
};

/**
 * Keeps the gym for one process; another one takes over when that process says nothing any more.
 * @returns whether it is ours, and whether it is wanted
 */
export const keepGym = async (
  db: Knex,
  { keeper, idleMinutes }: { keeper: string; idleMinutes: number },
): Promise<{ isOurs: boolean; isWanted: boolean }> => {
  const { rows } = await db.raw<{ rows: { isWanted: boolean }[] }>(
    `update gym set keeper = :keeper, keeper_seen_at = now()
     where keeper is null or keeper = :keeper or not coalesce(${isKept}, false)
     returning ${isWanted} as "isWanted"`,
    { keeper, seconds: idleMinutes * 60 },
  );
  return { isOurs: rows.length > 0, isWanted: rows[0]?.isWanted ?? false };
};

/**
 * Says that the gym ends, unless somebody wants it at this very moment: from now on it begins no run, and what is asked for
 * waits for the next one.
 * @returns whether it ends
 */
export const endGym = async (db: Knex, { idleMinutes }: { idleMinutes: number }): Promise<boolean> => {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `update gym set status = 'stopped', url = null where not ${isWanted} returning single`,
    { seconds: idleMinutes * 60 },
  );
  return rows.length > 0;
};

/** Writes what the keeper has done with the gym. */
export const noteGym = async (
  db: Knex,
  { status, url = null, error = null }: { status: Gym['status']; url?: string | null; error?: string | null },
): Promise<void> => {
  await db('gym').update({ status, url, error, ...(error && { wanted_at: null }) });
};

/** Gives the gym back, so that another process needn't wait. */
export const leaveGym = async (db: Knex, keeper: string): Promise<void> => {
  await db('gym')
    .where({ keeper })
    .update({ keeper: null, keeper_seen_at: null, status: 'stopped', url: null });
};
