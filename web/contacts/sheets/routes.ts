import type { Services } from '../../../core/services.js';
import { proceduresFor } from '../../desk/procedures.js';
import { createRouter, demandRole, renderPart, type PageRouter } from '../../page.js';

/** Sheets shown under the question that is being typed. */
const shown = 3;

/** General answers from the published sheets: nobody has to say who they are, no case is looked at. */
export const sheetRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  router.get('/contacts/sheets', async (ctx) => {
    demandRole(ctx, 'operator');
    const typed = String(ctx.query['text'] ?? '')
      .trim()
      .slice(0, 500);
    const published = await services.catalogue.published();
    const sheets = published.map(({ sheet }) => sheet);
    renderPart(ctx, 'contacts/sheets', {
      typed,
      sheets: typed.length > 2 ? proceduresFor(sheets, typed).slice(0, shown) : [],
    });
  });
  return router;
};
