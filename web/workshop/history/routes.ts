import { may } from '../../../core/actor.js';
import { InputError, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { beginDraft, filesOfVersion } from '../../../db/transactions/workshop/begin-draft.js';
import { restoreVersion } from '../../../db/transactions/workshop/publication/restore-version.js';
import { field } from '../../form-body.js';
import {
  actorOf,
  formOf,
  isUuid,
  redirectWith,
  render,
  uuidParam,
  type Page,
  type PageRouter,
} from '../../page.js';
import type { Typed } from '../publication/page.js';
import { historyOf } from './query.js';

/** Every version a procedure ever had, what of it can be compared, taken up again or brought back. */
export const addHistory = (router: PageRouter, services: Services): void => {
  const { db, catalogue } = services;

  const show = async (ctx: Page, typed?: Typed): Promise<void> => {
    const procedureId = ctx.params['procedureId'] ?? '';
    const { t } = ctx.state;
    const rows = await historyOf(db, procedureId);
    const latest = await catalogue.latest(procedureId);
    if (!latest) throw new NotFoundError('Procedimento');
    const deployed = rows.filter(({ status }) => status === 'deployed');
    if (typed) ctx.status = 422;
    render(ctx, 'workshop/history', {
      title: t('workshop.history.title', { title: latest.sheet.title }),
      section: 'workshop',
      crumbs: [{ label: t('workshop.title'), href: '/workshop' }, { label: t('workshop.history') }],
      procedureId,
      rows,
      deployed,
      before: deployed[1]?.id,
      after: deployed[0]?.id,
      restorable: may(actorOf(ctx), 'administrator') ? deployed.filter(({ id }) => id !== latest.id) : [],
      hasOpenCases: rows.some(({ openCases, id }) => openCases > 0 && id !== latest.id),
      typed: typed?.values ?? {},
      errors: typed?.errors ?? {},
    });
  };

  router.get('/workshop/:procedureId/history', (ctx) => show(ctx as Page));

  router.post('/workshop/:procedureId/restore', async (ctx) => {
    const page = ctx as Page;
    const values = { version: field(formOf(page), 'version'), reason: field(formOf(page), 'reason') };
    const version = isUuid(values.version) ? await catalogue.version(values.version) : undefined;
    if (!version || version.procedureId !== ctx.params['procedureId']) throw new NotFoundError('Versione');
    try {
      await restoreVersion(services, actorOf(page), { versionId: version.id, reason: values.reason });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return show(page, { values, errors: error.fields });
    }
    redirectWith(page, `/workshop/${version.procedureId}/history`, 'workshop.history.restored.now');
  });

  /** A draft of the procedure as it is in force now, with what an earlier version said. */
  router.post('/workshop/versions/:versionId/draft', async (ctx) => {
    const page = ctx as Page;
    const earlier = await catalogue.version(uuidParam(page, 'versionId', 'Versione'));
    const latest = await catalogue.latest(earlier.procedureId);
    const id = await beginDraft(services, actorOf(page), {
      procedureId: earlier.procedureId,
      title: earlier.sheet.title,
      baseVersionId: latest?.id ?? null,
      files: await filesOfVersion(db, earlier.id),
    });
    redirectWith(page, `/workshop/drafts/${id}`);
  });
};
