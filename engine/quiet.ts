import type { Knex } from 'knex';

/** Answers to a command may come before its records are committed: what is committed would be too little to wait for. */
const appended = 'zeebe_log_appender_last_appended_position';
const exported = 'zeebe_exporter_last_updated_exported_position';
/** The actuator has hundreds of figures; two are asked for. */
const query = `includedNames=${appended},${exported}`;

interface Positions {
  /** Of the last record that the engine has written; NaN when it has none yet. */
  head: number;
  /** What each lane has exported, and the stream so stored: it answers after its commit. */
  lanes: number[];
}

const positionsOf = async (managementUrl: string): Promise<Positions> => {
  const metrics = await (await fetch(`${managementUrl}/actuator/prometheus?${query}`)).text();
  const values = (name: string): number[] =>
    [...metrics.matchAll(new RegExp(`^${name}\\{.*?\\} ([\\d.E+]+)$`, 'gm'))].map(([, value]) =>
      Number(value),
    );
  return { head: values(appended)[0] ?? NaN, lanes: values(exported) };
};

const reach = ({ lanes }: Positions, head: number): boolean =>
  lanes.length === 2 && lanes.every((position) => position >= head);

/**
 * True when everything the engine has written so far has been exported, and so stored by the stream, which answers after
 * its commit. For tests and the gym, on an embedded broker.
 */
export const isProjected = async (managementUrl: string): Promise<boolean> => {
  const positions = await positionsOf(managementUrl);
  return reach(positions, positions.head);
};

/** An exporter tells that it passed over a record that it doesn't export only with the next one that it does. */
const passedOverMs = 1_000;

/**
 * Waits until what the engine had written when it was asked is in the projection; others may go on writing meanwhile. What
 * stays behind while nothing moves at all is of a kind that isn't exported.
 * @returns false when it didn't come in time
 */
export const untilProjected = async (managementUrl: string, patienceMs: number): Promise<boolean> => {
  let positions = await positionsOf(managementUrl);
  const { head } = positions;
  let stillSince = Date.now();
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline;) {
    if (reach(positions, head) || Date.now() - stillSince > passedOverMs) return true;
    await new Promise((resolve) => setTimeout(resolve, 15));
    const now = await positionsOf(managementUrl);
    if (JSON.stringify(now) !== JSON.stringify(positions)) stillSince = Date.now();
    positions = now;
  }
  return false;
};

/** True when no command of anybody waits to be sent. */
export const isOutboxEmpty = async (db: Knex): Promise<boolean> => {
  const [waiting] = (await db('engine_command')
    .where({ status: 'pending' })
    .limit(1)
    .pluck('id')) as string[];
  return waiting === undefined;
};
