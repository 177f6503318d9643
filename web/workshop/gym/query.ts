import type { Knex } from 'knex';
import { NotFoundError } from '../../../core/errors.js';
import type { RunKind } from '../../../db/transactions/workshop/gym/runs.js';
import type { ProcedureBundle } from '../../../processes/catalogue/bundle.js';

export interface WalkRow {
  place: number;
  name: string;
  title: string;
  status: 'waiting' | 'running' | 'passed' | 'failed' | 'stuck';
  problems: string[];
  days: number | null;
  seconds: number | null;
}

export interface RunRow {
  id: string;
  kind: RunKind;
  status: 'waiting' | 'running' | 'done' | 'failed';
  error: string | null;
  askedAt: Date;
  askedBy: string;
  walks: WalkRow[];
}

const walkColumns = `json_build_object('place', walk.place, 'name', walk.name, 'title', walk.title, 'status', walk.status,
  'problems', walk.problems, 'days', walk.days, 'seconds', round(walk.milliseconds / 1000.0, 1))`;

/** The newest run of each kind of a draft, with what came of it so far. */
export const newestRuns = async (db: Knex, draftId: string): Promise<RunRow[]> => {
  const { rows } = await db.raw<{ rows: RunRow[] }>(
    `select distinct on (kind) id, kind, status, error, asked_at as "askedAt", asked_by as "askedBy",
       (select coalesce(json_agg(${walkColumns} order by walk.place), '[]')
          from gym_walk walk where walk.run_id = gym_run.id) as walks
     from gym_run where draft_id = ? order by kind desc, asked_at desc`,
    [draftId],
  );
  return rows;
};

export interface WalkPage extends WalkRow {
  runId: string;
  kind: RunKind;
  draftId: string;
  draftTitle: string;
  bundle: ProcedureBundle;
  passed: string[];
  letters: { id: string; code: string; subject: string }[];
}

/** One walk with everything that is shown of it. @throws NotFoundError */
export const walkPage = async (db: Knex, runId: string, place: number): Promise<WalkPage> => {
  const { rows } = await db.raw<{ rows: (Omit<WalkPage, keyof WalkRow> & { walk: WalkRow })[] }>(
    `select run.id as "runId", run.kind, draft.id as "draftId", draft.title as "draftTitle", run.bundle, walk.passed,
       ${walkColumns} as walk,
       (select coalesce(json_agg(json_build_object('id', id, 'code', code, 'subject', subject) order by number), '[]')
          from gym_letter where run_id = run.id and place = walk.place) as letters
     from gym_walk walk join gym_run run on run.id = walk.run_id join procedure_draft draft on draft.id = run.draft_id
     where run.id = :runId and walk.place = :place`,
    { runId, place },
  );
  const [row] = rows;
  if (!row) throw new NotFoundError('Prova');
  const { walk, ...page } = row;
  return { ...page, ...walk };
};

/** A letter that a walk wrote. @throws NotFoundError */
export const gymLetter = async (db: Knex, id: string): Promise<{ code: string; pdf: Buffer }> => {
  const letter = (await db('gym_letter').where({ id }).first('code', 'pdf')) as
    { code: string; pdf: Buffer } | undefined;
  if (!letter) throw new NotFoundError('Lettera');
  return letter;
};
