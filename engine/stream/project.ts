import type { Knex } from 'knex';
import { errorText } from '../../core/errors.js';
import { carryOver } from '../../db/transactions/workshop/moving/carry-over.js';
import type { Handler, StreamDependencies } from './handler.js';
import { decisionHandler } from './handlers/decision.js';
import { errorHandler } from './handlers/error.js';
import { incidentHandler } from './handlers/incident.js';
import { jobHandler, userTask } from './handlers/job.js';
import { messageStartHandler } from './handlers/message-start.js';
import { migratedIncidentHandler, migratedJobHandler } from './handlers/migrated.js';
import { processInstanceHandler } from './handlers/process-instance.js';
import { processHandler } from './handlers/process.js';
import { subscriptionHandler } from './handlers/subscription.js';
import { timerHandler } from './handlers/timer.js';
import { variableHandler } from './handlers/variable.js';
import { adoptRunningVersion, closeEndedCases, inheritCases } from './links.js';
import { parseRecord, positionOf, type EngineRecord, type Lane } from './record.js';

/** In the order in which a batch needs them: what others refer to comes first. */
const handlers: Handler[] = [
  processHandler,
  messageStartHandler,
  processInstanceHandler,
  variableHandler,
  decisionHandler,
  subscriptionHandler,
  timerHandler,
  jobHandler,
  migratedJobHandler,
  incidentHandler,
  migratedIncidentHandler,
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
 * (a timed-out delivery may overlap its repeat). When a record can't be stored, the delivery is taken again one record at
 * a time and the ones at fault are set aside with their error: any answer but success would make the broker send the
 * same delivery for ever.
 */
export const project = async (
  db: Knex,
  delivery: Delivery,
  dependencies: StreamDependencies,
): Promise<void> => {
  const { records, poisons } = read(delivery.lines);
  const attempt = (applyAll: ApplyAll): Promise<void> =>
    db.transaction(async (trx) => {
      const fresh = await dropKnown(trx, delivery, records);
      const faults = await applyAll(trx, fresh, dependencies);
      for (const poison of [...poisons, ...faults]) await setAside(trx, delivery, poison);
      await advance(trx, delivery, fresh);
      await follow(trx, fresh);
    });
  try {
    await attempt(allAtOnce);
  } catch (error) {
    if (isConnectionLost(error)) throw error;
    await attempt(oneByOne);
  }
};

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

interface Mark {
  partition: number;
  position: string;
}

const lockedMarks = (trx: Knex.Transaction, { epoch, lane }: Delivery): Promise<Mark[]> =>
  trx('stream_position')
    .where({ epoch, lane })
    .forUpdate()
    .select('partition', 'position') as unknown as Promise<Mark[]>;

/** Leaves out what is stored already; the lane's marks stay locked until the transaction ends. */
const dropKnown = async (
  trx: Knex.Transaction,
  delivery: Delivery,
  records: EngineRecord[],
): Promise<EngineRecord[]> => {
  let marks = await lockedMarks(trx, delivery);
  if (marks.length === 0) {
    // No row to lock yet: whoever was first may have written one while we waited
    await trx.raw("select pg_advisory_xact_lock(hashtext('stream'), hashtext(?))", [delivery.lane]);
    marks = await lockedMarks(trx, delivery);
  }
  const highest = new Map(marks.map(({ partition, position }) => [partition, BigInt(position)]));
  return records.filter((record) => positionOf(record) > (highest.get(record.partition) ?? -1n));
};

type ApplyAll = (
  trx: Knex.Transaction,
  records: EngineRecord[],
  dependencies: StreamDependencies,
) => Promise<Poison[]>;

const allAtOnce: ApplyAll = async (trx, records, dependencies) => {
  await apply(trx, records, dependencies);
  return [];
};

const oneByOne: ApplyAll = async (trx, records, dependencies) => {
  const poisons: Poison[] = [];
  for (const record of records) {
    try {
      await trx.transaction((savepoint) => apply(savepoint, [record], dependencies));
    } catch (error) {
      if (isConnectionLost(error)) throw error;
      poisons.push({ line: JSON.stringify(record.value), error: errorText(error), record });
    }
  }
  return poisons;
};

/** Without Postgres nothing is wrong with the records: the broker shall send them again. */
const isConnectionLost = (error: unknown): boolean => {
  const { code } = error as { code?: string };
  return code === undefined ? /connection/i.test(errorText(error)) : /^(57P|08|40|ECONN)/.test(code);
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

/**
 * Instances that started or ended in a delivery, or whose case is known now: only they can change links and close cases.
 * Whose case it is comes in the other lane, before the rest or after it.
 */
const startedOrEnded = (records: EngineRecord[]): string[] =>
  records.flatMap(({ valueType, value, key }) => {
    if (valueType === 'MESSAGE_START_EVENT_SUBSCRIPTION') return [String(value['processInstanceKey'])];
    return valueType === 'PROCESS_INSTANCE' && value['bpmnElementType'] === 'PROCESS' ? [key] : [];
  });

/** What follows from the rows: links to cases, cases that end, pages that wake. */
const follow = async (trx: Knex.Transaction, records: EngineRecord[]): Promise<void> => {
  const changed = startedOrEnded(records);
  if (changed.length > 0) {
    await inheritCases(trx);
    await adoptRunningVersion(trx, changed);
    await closeEndedCases(trx, changed);
  }
  await carryOverTo(trx, records);
  const touched = [...new Set(records.map(({ value }) => String(value['processInstanceKey'] ?? '')))].filter(
    Boolean,
  );
  if (touched.length === 0) return;
  await trx.raw(
    `select pg_notify('projection', coalesce(case_id::text, '')) from
       (select distinct case_id from engine_instance where key = any(?::bigint[])) touched`,
    [touched],
  );
};

/** Tasks that came, or instances that are known to be a case's now: either may be told first. */
const carryOverTo = async (trx: Knex.Transaction, records: EngineRecord[]): Promise<void> => {
  const instances = records
    .filter(
      ({ valueType, intent, value }) =>
        (valueType === 'JOB' && intent === 'CREATED' && value['type'] === userTask) ||
        valueType === 'MESSAGE_START_EVENT_SUBSCRIPTION',
    )
    .map(({ value }) => String(value['processInstanceKey'] ?? ''))
    .filter(Boolean);
  if (instances.length > 0) await carryOver(trx, [...new Set(instances)]);
};
