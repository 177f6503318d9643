import type { Knex } from 'knex';

export interface Lane {
  lane: string;
  partition: number;
  position: string;
  records: string;
  receivedAt: Date;
  /** Milliseconds from the engine's writing to our commit, of the newest record. */
  lagMs: number;
}
export interface CommandCount {
  kind: string;
  status: string;
  count: number;
  oldest: Date;
}
export interface TroubledCommand {
  id: string;
  kind: string;
  status: string;
  attempts: number;
  lastError: string | null;
  createdAt: Date;
  caseId: string | null;
}
export interface Poison {
  id: string;
  lane: string;
  position: string | null;
  valueType: string | null;
  error: string;
  at: Date;
}
export interface EngineHealth {
  epoch: { epoch: string; startedAt: Date } | undefined;
  lanes: Lane[];
  commands: CommandCount[];
  troubled: TroubledCommand[];
  poison: Poison[];
}

/** Everything that tells whether the engine and the data bank understand each other. */
export const engineHealth = async (db: Knex): Promise<EngineHealth> => {
  const [epoch, lanes, commands, troubled, poison] = await Promise.all([
    db('engine_epoch').where({ current: true }).first({ epoch: 'epoch', startedAt: 'started_at' }),
    db('stream_position')
      .join('engine_epoch', 'engine_epoch.epoch', 'stream_position.epoch')
      .where('engine_epoch.current', true)
      .orderBy(['lane', 'partition'])
      .select({
        lane: 'lane',
        partition: 'partition',
        position: 'position',
        records: 'records',
        receivedAt: 'received_at',
        lagMs: db.raw('greatest(0, round(extract(epoch from received_at - record_at) * 1000))::int'),
      }),
    db('engine_command')
      .groupBy('kind', 'status')
      .orderBy(['kind', 'status'])
      .select('kind', 'status', { count: db.raw('count(*)::int'), oldest: db.raw('min(created_at)') }),
    db('engine_command')
      .where({ status: 'refused' })
      .orWhere((query) => query.where({ status: 'pending' }).andWhere('attempts', '>', 0))
      .orderBy('id', 'desc')
      .limit(50)
      .select({
        id: 'id',
        kind: 'kind',
        status: 'status',
        attempts: 'attempts',
        lastError: 'last_error',
        createdAt: 'created_at',
        caseId: 'case_id',
      }),
    db('stream_poison').whereNull('resolved_at').orderBy('id', 'desc').limit(50).select({
      id: 'id',
      lane: 'lane',
      position: 'position',
      valueType: 'value_type',
      error: 'error',
      at: 'at',
    }),
  ]);
  return {
    epoch: epoch as EngineHealth['epoch'],
    lanes: lanes as Lane[],
    commands: commands as CommandCount[],
    troubled: troubled as TroubledCommand[],
    poison: poison as Poison[],
  };
};
