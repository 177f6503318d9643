import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';

const fileOf = (dataDir: string): string => join(dataDir, 'sportello-epoch');

const refuse = (what: string): never => {
  throw new Error(
    `${what}\nDati del motore e banca dati vanno salvati e ripristinati insieme: rimetti la copia giusta di tutti e due. ` +
      'Sportello non parte per non attribuire compiti a pratiche sbagliate.',
  );
};

const currentIn = async (db: Knex): Promise<string | null> => {
  const row = (await db('engine_epoch').where({ current: true }).first('epoch')) as
    { epoch: string } | undefined;
  return row?.epoch ?? null;
};

/** The identity of the engine whose records this data bank holds. @throws Error when none was ever paired */
export const currentEpoch = async (db: Knex): Promise<string> =>
  (await currentIn(db)) ?? refuse('La banca dati non conosce ancora un motore.');

const begin = async (db: Knex): Promise<string> => {
  const epoch = randomUUID();
  await db('engine_epoch').insert({ epoch, started_at: new Date(), current: true });
  return epoch;
};

/**
 * Makes sure that this engine and this data bank belong together: both carry the same epoch, given at first start.
 * After an older engine is restored its keys are issued again, and a new task could carry an old citizen's key.
 * @param dataDir folder of the embedded engine; null for a cluster elsewhere, which keeps no file of ours
 * @returns the epoch
 * @throws Error in Italian when they don't match
 */
export const pairEpoch = async (db: Knex, dataDir: string | null): Promise<string> => {
  const known = await currentIn(db);
  if (dataDir === null) return known ?? (await begin(db));
  const written = (await readFile(fileOf(dataDir), 'utf8').catch(() => '')).trim() || null;
  if (known && written === known) return known;
  if (!known && !written) {
    const epoch = await begin(db);
    await mkdir(dataDir, { recursive: true });
    await writeFile(fileOf(dataDir), epoch, { flush: true });
    return epoch;
  }
  if (!known) return refuse('Il motore ha dati di un’altra banca dati: questa è nuova.');
  return refuse(
    written
      ? 'Motore e banca dati non sono una coppia.'
      : 'La banca dati conosce un motore i cui dati qui mancano.',
  );
};

/** Gauges that say how far the log has come. After a start all are zero: the appender's until the first new record. */
const gauges =
  /^zeebe_(?:log_appender_last_appended|exporter_last_exported|exporter_last_updated_exported)_position\{.*?partition="(\d+)".*?\} ([\d.E+]+)$/gm;

/** The highest position an engine's log is known to have reached, by partition, from the metrics of the embedded broker. */
const logPositions = async (managementUrl: string): Promise<Map<number, bigint>> => {
  const metrics = await (await fetch(`${managementUrl}/actuator/prometheus`)).text();
  const reached = new Map<number, bigint>();
  for (const [, partition, text] of metrics.matchAll(gauges)) {
    const position = BigInt(Math.round(Number(text)));
    if (position > (reached.get(Number(partition)) ?? -1n)) reached.set(Number(partition), position);
  }
  return reached;
};

interface Mark {
  partition: number;
  position: string;
}

const isBehind = (marks: Mark[], reached: Map<number, bigint>): boolean =>
  marks.some(({ partition, position }) => (reached.get(partition) ?? BigInt(position)) < BigInt(position));

const catchUpMs = 15_000;

/**
 * The exporters begin again from the last snapshot and pass what we have stored within a moment, unless the log doesn't
 * reach that far.
 * @param patienceMs how long they may take
 * @throws Error in Italian when the engine's log is shorter than what we have stored of it
 */
export const demandNotRewound = async (
  db: Knex,
  managementUrl: string,
  patienceMs = catchUpMs,
): Promise<void> => {
  const marks = (await db('stream_position as mark')
    .join('engine_epoch as epoch', 'epoch.epoch', 'mark.epoch')
    .where('epoch.current', true)
    .select('mark.partition', 'mark.position')) as Mark[];
  for (const deadline = Date.now() + patienceMs; isBehind(marks, await logPositions(managementUrl));) {
    if (Date.now() >= deadline)
      refuse(
        'I dati del motore sono più vecchi della banca dati: è stata ripristinata una copia precedente.',
      );
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
