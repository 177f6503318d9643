import type { Services } from '../../../core/services.js';
import type { Page, PageRouter } from '../../page.js';
import { findingsOf, sentDiagram } from './diagram.js';

/** Checking what is on the canvas of the version in force. The answer is JSON. */
export const addPublish = (router: PageRouter, services: Services): void => {
  router.post('/workshop/:procedureId/check', async (ctx) => {
    const { bundle } = await sentDiagram(ctx as Page, services);
    ctx.body = { findings: await findingsOf(bundle, services) };
  });
};
