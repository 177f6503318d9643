import type { Services } from '../../../core/services.js';
import { createRouter, demandRole, render, type PageRouter } from '../../page.js';
import { deskQuestions } from '../query.js';

/** Questions of the desk, whoever asked them: first those whose answer somebody waits for. */
export const questionListRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  router.get('/questions', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const since = Date.now();
    const [back, waiting] = await Promise.all([
      deskQuestions(services.db, actor, ['answered', 'returned']),
      deskQuestions(services.db, actor, ['open']),
    ]);
    render(ctx, 'questions/list', {
      title: ctx.state.t('questions.title'),
      section: 'questions',
      since,
      back,
      waiting,
    });
  });
  return router;
};
