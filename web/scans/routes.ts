import { may, type Actor } from '../../core/actor.js';
import type { Services } from '../../core/services.js';
import { attachScan, discardScan } from '../../db/transactions/scans.js';
import { field } from '../form-body.js';
import {
  createRouter,
  demandRole,
  formOf,
  redirectWith,
  render,
  uuidParam,
  type Page,
  type PageRouter,
} from '../page.js';
import { visibleCase } from '../register/new/query.js';
import { isShownInline } from '../uploads/kinds.js';
import { waitingScans } from './query.js';

/** What the scanner has brought: each scan is registered, added to a case, or discarded. */
export const scanRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const worker = (ctx: Page): Actor & { id: string } => demandRole(ctx, 'operator', 'registrar');

  const show = async (ctx: Page, wrong?: { id: string; number: string; error: string }): Promise<void> => {
    const { t } = ctx.state;
    const since = Date.now();
    const scans = await waitingScans(services.db);
    render(ctx, 'scans', {
      title: t('scans.title'),
      section: may(worker(ctx), 'operator') ? 'desk' : 'register',
      since,
      isOff: !services.config.SPORTELLO_SCAN_FOLDER && scans.length === 0,
      scans: scans.map((scan) => ({
        ...scan,
        isShown: scan.mediaType !== null && isShownInline(scan.mediaType),
        ...(wrong?.id === scan.id ? { number: wrong.number, error: wrong.error } : {}),
      })),
    });
  };

  router.get('/desk/scans', async (ctx) => {
    worker(ctx);
    await show(ctx);
  });

  router.post('/desk/scans/:scanId/attach', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const id = uuidParam(ctx, 'scanId', 'Scansione');
    const number = field(formOf(ctx), 'number');
    const caseId = await visibleCase(services.db, actor, number);
    if (!caseId) {
      ctx.status = 422;
      return show(ctx, { id, number, error: ctx.state.t('scans.case.none', { number }) });
    }
    await attachScan(services, actor, { scanId: id, caseId });
    redirectWith(ctx, '/desk/scans', 'scans.attached', { number });
  });

  router.post('/desk/scans/:scanId/discard', async (ctx) => {
    await discardScan(services, worker(ctx), uuidParam(ctx, 'scanId', 'Scansione'));
    redirectWith(ctx, '/desk/scans', 'scans.discarded');
  });
  return router;
};
