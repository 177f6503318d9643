import type { Knex } from 'knex';

const patienceMs = 60_000;

/**
 * Waits until the engine has answered for each version, and for those an earlier start left pending.
 * @returns the refused ones, in Italian; those without an answer in time are said to be on their way
 */
export const untilPublished = async (db: Knex, versionIds: string[]): Promise<string[]> => {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const pending = (await db('procedure_version')
      .where({ status: 'pending' })
      .pluck('procedure_id')) as string[];
    if (pending.length === 0) break;
    if (Date.now() > deadline)
      return pending.map((id) => `${id}: il motore non ha ancora risposto, la pubblicazione continua.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const rejected = (await db('procedure_version')
    .whereIn('id', versionIds)
    .where({ status: 'rejected' })
    .select('procedure_id', 'error')) as { procedure_id: string; error: string | null }[];
  return rejected.map(({ procedure_id: id, error }) => `${id}: il motore lo rifiuta. ${error ?? ''}`);
};
