import type { Knex } from 'knex';
import { errorText } from '../../core/errors.js';
import { notify } from '../../db/listen.js';
import type { Handler, StreamDependencies } from './handler.js';
import { errorHandler } from './handlers/error.js';
import { incidentHandler } from './handlers/incident.js';
import { jobHandler } from './handlers/job.js';
import { messageStartHandler } from './handlers/message-start.js';
import { processInstanceHandler } from './handlers/process-instance.js';
import { processHandler } from './handlers/process.js';
import { subscriptionHandler } from './handlers/subscription.js';
import { variableHandler } from './handlers/variable.js';
import { adoptRunningVersion, closeEndedCases, inheritCases } from './links.js';
import { parseRecord, positionOf, type EngineRecord, type Lane } from './record.js';

/** In the order in which a batch needs them: what others refer to comes first. */
const handlers: Handler[] = [
  processHandler,
  messageStartHandler,
  processInstanceHandler,
  variableHandler,
  subscriptionHandler,
  jobHandler,
  incidentHandler,
  errorHandler,
];

export interface Delivery {
  epoch: string;
  lane: Lane;
  /** The records as the exporter sent them, one JSON text each. */
  lines: string[];
}

interface Poison {
  line: string;
  error: string;
  record: EngineRecord | null;
}

/**
 * Stores one delivery of the exporter: rows and high-water mark in one transaction, one delivery of a lane at a time
 * (a timed-out delivery may overlap its repeat). A record that can't be stored is set aside with its error, because any
 * answer but success would make the broker send the same delivery for ever.
 */
export const project = (db: Knex, delivery: Delivery, dependencies: StreamDependencies): Promise<void> =>
  db.transaction(async (trx) => {
    await trx.raw("select pg_advisory_xact_lock(hashtext('stream'), hashtext(?))", [delivery.lane]);
    const { records, poisons } = read(delivery.lines);
    const fresh = await dropKnown(trx, delivery, records);
    poisons.push(...(await store(trx, fresh, dependencies)));
    for (const poison of poisons) await setAside(trx, delivery, poison);
    await advance(trx, delivery, fresh);
    const touched = [...new Set(fresh.map(({ value }) => String(value['processInstanceKey'] ?? '')))].filter(
      Boolean,
    );
    await follow(trx, touched);
  });

const read = (lines: string[]): { records: EngineRecord[]; poisons: Poison[] } => {
  const records: EngineRecord[] = [];
  const poisons: Poison[] = [];
  for (const line of lines) {
    try {
      records.push(parseRecord(line));
    } catch (error) {
      poisons.push({ line, error: errorText(error), record: null });
    }
  }
  return { records, poisons };
};

const dropKnown = async (
  trx: Knex.Transaction,
  { epoch, lane }: Delivery,
  records: EngineRecord[],
): Promise<EngineRecord[]> => {
  const marks = (await trx('stream_position').where({ epoch, lane }).select('partition', 'position')) as {
    partition: number;
    position: string;
  }[];
  const highest = new Map(marks.map(({ partition, position }) => [partition, BigInt(position)]));
  return records.filter((record) => positionOf(record) > (highest.get(record.partition) ?? -1n));
};

/** All at once; when that fails, one at a time, so that only the records at fault are set aside. */
const store = async (
  trx: Knex.Transaction,
  records: EngineRecord[],
  dependencies: StreamDependencies,
): Promise<Poison[]> => {
  if (
    await succeeds(trx, (savepoint) => apply(savepoint, records, dependencies)).then(
      (error) => error === null,
    )
  )
    return [];
  const poisons: Poison[] = [];
  for (const record of records) {
    const error = await succeeds(trx, (savepoint) => apply(savepoint, [record], dependencies));
    if (error !== null) poisons.push({ line: JSON.stringify(record.value), error, record });
  }
  return poisons;
};

/** @returns null, or the error's text after everything was rolled back to before. */
const succeeds = async (
  trx: Knex.Transaction,
  work: (savepoint: Knex.Transaction) => Promise<void>,
): Promise<string | null> => {
  try {
    await trx.transaction(work);
    return null;
  } catch (error) {
    if (trx.isCompleted() || isConnectionLost(error)) throw error;
    return errorText(error);
  }
};

/** Without Postgres nothing is wrong with the records: the broker shall send them again. */
const isConnectionLost = (error: unknown): boolean => {
  const { code } = error as { code?: string };
  return code === undefined ? /connection/i.test(errorText(error)) : /^(57P|08|ECONN)/.test(code);
};

const apply = async (
  trx: Knex.Transaction,
  records: EngineRecord[],
  dependencies: StreamDependencies,
): Promise<void> => {
  for (const handler of handlers) {
    const own = records.filter(
      ({ valueType, intent }) => valueType === handler.valueType && handler.intents.has(intent),
    );
    if (own.length > 0) await handler.apply(trx, own, dependencies);
  }
};

const setAside = async (
  trx: Knex.Transaction,
  { epoch, lane }: Delivery,
  { line, error, record }: Poison,
): Promise<void> => {
  await trx('stream_poison').insert({
    epoch,
    lane,
    partition: record?.partition ?? null,
    position: record?.position ?? null,
    value_type: record ? `${record.valueType} ${record.intent}` : null,
    line,
    error,
  });
};

const advance = async (
  trx: Knex.Transaction,
  { epoch, lane }: Delivery,
  records: EngineRecord[],
): Promise<void> => {
  for (const partition of new Set(records.map((record) => record.partition))) {
    const own = records.filter((record) => record.partition === partition);
    const last = own.reduce((a, b) => (positionOf(b) > positionOf(a) ? b : a));
    await trx.raw(
      `insert into stream_position as mark (epoch, lane, partition, position, record_at, received_at, records)
       values (?, ?, ?, ?, ?, now(), ?)
       on conflict (epoch, lane, partition) do update set position = excluded.position, record_at = excluded.record_at,
         received_at = excluded.received_at, records = mark.records + excluded.records`,
      [epoch, lane, partition, last.position, last.at, own.length],
    );
  }
};

/** What follows from the rows: links to cases, cases that end, pages that wake. */
const follow = async (trx: Knex.Transaction, instances: string[]): Promise<void> => {
  if (instances.length === 0) return;
  await inheritCases(trx);
  await adoptRunningVersion(trx, instances);
  await closeEndedCases(trx, instances);
  const cases = (await trx('engine_instance')
    .whereIn('key', instances)
    .whereNotNull('case_id')
    .distinct()
    .pluck('case_id')) as string[];
  for (const caseId of cases) await notify(trx, 'projection', caseId);
  if (cases.length === 0) await notify(trx, 'projection', '');
};
