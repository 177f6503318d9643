import type { Knex } from 'knex';
import type { JsonObject } from '../../../../core/json.js';
import type { ProcedureBundle } from '../../../../processes/catalogue/bundle.js';
import { notify } from '../../../listen.js';

/** A `visit` only takes the draft into the gym, where somebody walks through it by hand. */
export type RunKind = 'visit' | 'scenarios' | 'replay';

export interface GymRun {
  id: string;
  kind: RunKind;
  bundle: ProcedureBundle;
  liveBundle: ProcedureBundle | null;
}

export interface GymWalk {
  place: number;
  name: string;
  title: string;
  script: JsonObject;
}

export interface WalkResult {
  status: 'passed' | 'failed' | 'stuck';
  problems: string[];
  passed: string[];
  days: number | null;
  milliseconds: number;
  letters: { code: string; subject: string; pdf: Buffer }[];
}

/** The oldest run that waits, begun from now on; undefined when none waits, or the gym is about to end. */
export const beginNextRun = async (main: Knex): Promise<GymRun | undefined> => {
  const { rows } = await main.raw<{ rows: GymRun[] }>(
    `update gym_run set status = 'running', began_at = now()
     where id = (select id from gym_run where status = 'waiting' order by asked_at limit 1 for update skip locked)
       and exists (select from gym where status = 'running')
     returning id, kind, bundle, live_bundle as "liveBundle"`,
  );
  return rows[0];
};

export const walksOf = async (main: Knex, runId: string): Promise<GymWalk[]> =>
  (await main('gym_walk')
    .where({ run_id: runId })
    .orderBy('place')
    .select('place', 'name', 'title', 'script')) as GymWalk[];

export const beginWalk = async (main: Knex, runId: string, place: number): Promise<void> => {
  await main('gym_walk').where({ run_id: runId, place }).update({ status: 'running' });
  await notify(main, 'gym', runId);
};

/** Keeps what came of a walk, with the letters it wrote. */
export const endWalk = async (
  main: Knex,
  runId: string,
  place: number,
  { letters, problems, passed, ...result }: WalkResult,
): Promise<void> => {
  await main.transaction(async (trx) => {
    await trx('gym_walk')
      .where({ run_id: runId, place })
      .update({ ...result, problems: JSON.stringify(problems), passed: JSON.stringify(passed) });
    if (letters.length > 0) {
      await trx('gym_letter').insert(
        letters.map((letter, number) => ({ run_id: runId, place, number, ...letter })),
      );
    }
    await notify(trx, 'gym', runId);
  });
};

export const endRun = async (main: Knex, runId: string, error: string | null = null): Promise<void> => {
  await main('gym_run')
    .where({ id: runId })
    .update({ status: error === null ? 'done' : 'failed', error, ended_at: main.fn.now() });
  await notify(main, 'gym', runId);
};

/**
 * Closes the runs that nobody will finish.
 * @param status those that were under way when the gym ended, or also those that wait for one that doesn't start
 */
export const giveUpRuns = async (
  main: Knex,
  { status, error }: { status: ('waiting' | 'running')[]; error: string },
): Promise<void> => {
  await main('gym_run')
    .whereIn('status', status)
    .update({ status: 'failed', error, ended_at: main.fn.now() });
  await notify(main, 'gym');
};
