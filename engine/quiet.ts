import type { Knex } from 'knex';

const committed = /^zeebe_log_appender_last_committed_position\{.*?\} ([\d.E+]+)$/m;
const exported = /^zeebe_exporter_last_updated_exported_position\{.*?\} ([\d.E+]+)$/gm;

/**
 * True when everything the engine has written so far has been exported, and so stored by the stream, which answers after
 * its commit. For tests and the gym, on an embedded broker.
 */
export const isProjected = async (managementUrl: string): Promise<boolean> => {
  const metrics = await (await fetch(`${managementUrl}/actuator/prometheus`)).text();
  const head = Number(committed.exec(metrics)?.[1] ?? NaN);
  const lanes = [...metrics.matchAll(exported)].map(([, position]) => Number(position));
  return lanes.length === 2 && lanes.every((position) => position >= head);
};

/** True when no command of anybody waits to be sent. */
export const isOutboxEmpty = async (db: Knex): Promise<boolean> => {
  const [waiting] = (await db('engine_command')
    .where({ status: 'pending' })
    .limit(1)
    .pluck('id')) as string[];
  return waiting === undefined;
};
