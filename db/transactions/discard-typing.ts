import type { Actor } from '../../core/actor.js';
import type { Services } from '../../core/services.js';

/** Throws away what a person typed into a task that is no more; a draft of an open task stays. */
export const discardTyping = async (
  { db }: Services,
  actor: Actor,
  { caseId, jobKey }: { caseId: string; jobKey: string },
): Promise<void> => {
  await db('task_draft')
    .where({ case_id: caseId, job_key: jobKey, account_id: actor.id })
    .whereNotExists(
      db('engine_job')
        .select(db.raw('1'))
        .whereRaw(`engine_job.key = task_draft.job_key and task_draft.reason = 'draft'`)
        .whereIn('engine_job.state', ['created', 'activated', 'failed']),
    )
    .delete();
};
