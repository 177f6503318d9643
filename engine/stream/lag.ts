import type { Knex } from 'knex';

export interface LaneLag {
  lane: 'now' | 'history';
  partition: number;
  position: string;
  /** Milliseconds between the engine's writing of the newest stored record and our commit of it. */
  lagMs: number;
  receivedAt: Date;
  records: string;
}

/** How far the projection is behind the engine, measured at each commit, by lane and partition. */
export const streamLag = async (db: Knex): Promise<LaneLag[]> => {
  const { rows } = await db.raw<{ rows: LaneLag[] }>(
    `select position.lane, position.partition, position.position, position.records, position.received_at as "receivedAt",
       greatest(0, extract(epoch from position.received_at - position.record_at) * 1000
         + coalesce((select milliseconds from clock_offset), 0))::float as "lagMs"
     from stream_position position join engine_epoch using (epoch) where engine_epoch.current
     order by position.lane, position.partition`,
  );
  return rows;
};

/** Records that could not be stored and wait for somebody to look. */
export const poisonCount = async (db: Knex): Promise<number> => {
  const [row] = (await db('stream_poison').whereNull('resolved_at').count({ n: '*' })) as { n: string }[];
  return Number(row?.n ?? 0);
};
