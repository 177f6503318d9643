import { NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { filesOfVersion } from '../../../db/transactions/workshop/begin-draft.js';
import { draftById } from '../../../db/transactions/workshop/draft.js';
import type { ProcedureVersion } from '../../../processes/catalogue/catalogue.js';
import { isUuid, render, uuidParam, type Page, type PageRouter } from '../../page.js';
import { showDraft } from '../publication/page.js';
import { comparisonOf } from './comparison.js';
import { versionSide } from './sides.js';

/** A draft against the version in force, with the request to publish it; and any two versions of a procedure. */
export const addCompare = (router: PageRouter, services: Services): void => {
  router.get('/workshop/drafts/:draftId/compare', async (ctx) => {
    const page = ctx as Page;
    await showDraft(page, await draftById(services.db, uuidParam(page, 'draftId', 'Bozza')));
  });

  router.get('/workshop/:procedureId/compare', async (ctx) => {
    const page = ctx as Page;
    const chosen = async (name: string): Promise<ProcedureVersion> => {
      const id = String(ctx.query[name] ?? '');
      const version = isUuid(id) ? await services.catalogue.version(id) : undefined;
      if (!version || version.procedureId !== ctx.params['procedureId']) throw new NotFoundError('Versione');
      return version;
    };
    const { t } = ctx.state;
    const [from, to] = await Promise.all([chosen('from'), chosen('to')]);
    const side = async (version: ProcedureVersion) =>
      versionSide(version, await filesOfVersion(services.db, version.id), t);
    render(page, 'workshop/compare', {
      title: t('workshop.compare.title', { title: to.sheet.title }),
      section: 'workshop',
      crumbs: [
        { label: t('workshop.title'), href: '/workshop' },
        { label: t('workshop.history'), href: `/workshop/${to.procedureId}/history` },
        { label: t('workshop.compare') },
      ],
      comparison: await comparisonOf(page, await side(from), await side(to)),
    });
  });
};
