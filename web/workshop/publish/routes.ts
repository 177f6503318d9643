import type { Services } from '../../../core/services.js';
import { publishProcedure } from '../../../db/transactions/publish-procedure.js';
import { actorOf, uuidParam, type Page, type PageRouter } from '../../page.js';
import { findingsOf, sentDiagram } from './diagram.js';
import { outcomeOf } from './outcome.js';

/** Checking and publishing what is on the canvas, and whether the engine has taken it. All answers are JSON. */
export const addPublish = (router: PageRouter, services: Services): void => {
  router.post('/workshop/:procedureId/check', async (ctx) => {
    const { bundle } = await sentDiagram(ctx as Page, services);
    ctx.body = { findings: await findingsOf(bundle, services) };
  });

  router.post('/workshop/:procedureId/publish', async (ctx) => {
    const actor = actorOf(ctx as Page);
    const { base, bundle, reason } = await sentDiagram(ctx as Page, services);
    const findings = await findingsOf(bundle, services);
    if (findings.some(({ severity }) => severity === 'error')) {
      ctx.status = 422;
      ctx.body = { findings };
      return;
    }
    ctx.status = 202; // asked for, not yet in force
    ctx.body = await publishProcedure(services, actor, { baseVersionId: base.id, bundle, reason });
  });

  router.get('/workshop/versions/:versionId/outcome', async (ctx) => {
    const id = uuidParam(ctx as Page, 'versionId', 'Versione');
    ctx.body = await outcomeOf(services.db, id, ctx.state.t);
  });
};
