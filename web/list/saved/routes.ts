import type { Services } from '../../../core/services.js';
import { forgetList, saveList } from '../../../db/transactions/saved-lists.js';
import {
  createRouter,
  demandRole,
  formOf,
  localUrl,
  redirectWith,
  uuidParam,
  type Page,
  type PageRouter,
} from '../../page.js';

/** Filters kept under a name, by whoever works with lists. */
export const savedListRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const reader = (ctx: Page) => demandRole(ctx, 'operator', 'officer', 'responsible');

  router.post('/lists/:list/saved', async (ctx) => {
    const actor = reader(ctx);
    const { fields } = formOf(ctx);
    const params = new URLSearchParams(fields.get('params') ?? '');
    params.delete('after');
    await saveList(services, actor, {
      list: ctx.params['list'] ?? '',
      name: fields.get('name') ?? '',
      params: params.toString().slice(0, 2000),
      isShared: fields.get('shared') === 'yes',
    });
    redirectWith(ctx, `${localUrl(fields.get('path'), '/')}?${params.toString()}`, 'list.saved.done');
  });

  router.post('/lists/saved/:savedId/forget', async (ctx) => {
    const actor = reader(ctx);
    await forgetList(services, actor, uuidParam(ctx, 'savedId', 'Elenco salvato'));
    redirectWith(ctx, localUrl(formOf(ctx).fields.get('back'), '/'), 'list.saved.forgotten');
  });
  return router;
};
