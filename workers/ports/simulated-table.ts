import { readFileSync } from 'node:fs';
import type { Knex } from 'knex';
import { parse } from 'yaml';
import { z } from 'zod';
import { inRepo } from '../../core/paths.js';
import { Unavailable } from '../errors.js';

/** How a row answers: at once, after having failed a number of times for the same case, or never. */
const answers = z
  .union([z.literal('always'), z.literal('never'), z.strictObject({ afterFailures: z.number().int() })])
  .default('always');

/** What every row of a simulated system says: which question it answers, and what one can try with it. */
const common = { key: z.string(), shows: z.string(), answers };

/** Who asks; failures are counted outside the step's transaction, which a failure rolls back. */
export interface Asking {
  db: Knex;
  caseId: string;
}

export interface SimulatedTable<Row> {
  /**
   * What the system answers to a question; the row `*` stands for all that have none of their own.
   * @throws Unavailable as often as the row says
   */
  ask(asking: Asking, key: string): Promise<Row | null>;
}

/**
 * A system outside, played by a table: `workers/ports/simulated/<name>.yaml` says what it answers to whom, so that every
 * branch of a diagram can be reached by data alone.
 * @param title as sentences name it, for example `Il catasto`
 */
export const simulatedTable = <Shape extends z.ZodRawShape>(
  name: string,
  title: string,
  shape: Shape,
): SimulatedTable<z.output<z.ZodObject<Shape>>> => {
  const file = inRepo(`workers/ports/simulated/${name}.yaml`);
  const head = z.looseObject(common);
  const body = z.object(shape);
  const rows = z
    .strictObject({ rows: z.array(z.looseObject({ key: z.string() })) })
    .parse(parse(readFileSync(file, 'utf8')))
    .rows.map((row) => ({ ...head.parse(row), answer: body.parse(row) }));
  return {
    async ask({ db, caseId }, key) {
      const row = rows.find((one) => one.key === key) ?? rows.find((one) => one.key === '*');
      if (!row) return null;
      const silent = new Unavailable(`${title} (simulazione) non risponde.`);
      if (row.answers === 'never') throw silent;
      if (row.answers === 'always') return row.answer;
      const failures = await callsBefore(db, `${name} ${caseId} ${key}`);
      if (failures < row.answers.afterFailures) throw silent;
      return row.answer;
    },
  };
};

/** Counts this call. @returns how many there were before it */
const callsBefore = async (db: Knex, call: string): Promise<number> => {
  const { rows } = await db.raw<{ rows: { count: number }[] }>(
    `insert into simulated_call as known (call, count) values (?, 1)
     on conflict (call) do update set count = known.count + 1 returning count`,
    [call],
  );
  return (rows[0]?.count ?? 1) - 1;
};
