import { InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { claimTask, handOverTask, releaseTask } from '../../../db/transactions/claims.js';
import { field } from '../../form-body.js';
import {
  createRouter,
  demandRole,
  formOf,
  isUuid,
  keyParam,
  localUrl,
  redirectWith,
  type Page,
  type PageRouter,
} from '../../page.js';
import { demandWorkableTask } from '../query.js';
import { showTask } from '../show.js';

/** Taking a task, giving it back to the office, handing it over to a colleague. */
export const claimRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const taskFor = async (ctx: Page) => {
    const actor = demandRole(ctx, 'operator', 'officer', 'responsible');
    const task = await demandWorkableTask(services.db, actor, keyParam(ctx, 'jobKey', 'Compito'));
    return { actor, task };
  };
  const back = (ctx: Page, key: string): string => localUrl(field(formOf(ctx), 'back'), `/tasks/${key}`);

  router.post('/tasks/:jobKey/claim', async (ctx) => {
    const { actor, task } = await taskFor(ctx);
    await claimTask(services, actor, task.key);
    redirectWith(ctx, back(ctx, task.key), 'tasks.claimed');
  });

  router.post('/tasks/:jobKey/release', async (ctx) => {
    const { actor, task } = await taskFor(ctx);
    await releaseTask(services, actor, task.key);
    redirectWith(ctx, back(ctx, task.key), 'tasks.released');
  });

  router.post('/tasks/:jobKey/hand-over', async (ctx) => {
    const { actor, task } = await taskFor(ctx);
    const toAccountId = field(formOf(ctx), 'toAccountId');
    const note = field(formOf(ctx), 'note').slice(0, 1000);
    try {
      if (!isUuid(toAccountId)) throw new InputError({ toAccountId: ctx.state.t('tasks.handOver.choose') });
      await handOverTask(services, actor, { jobKey: task.key, toAccountId, note });
      redirectWith(ctx, `/inbox#t-${task.key}`, 'tasks.handedOver');
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const handOver = { toAccountId, note, error: error.fields['toAccountId'] ?? error.message };
      await showTask(services, ctx, { actor, task, remarks: { handOver, status: 422 } });
    }
  });
  return router;
};
