import { NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { beginDraft, filesOfVersion } from '../../../db/transactions/workshop/begin-draft.js';
import { discardDraft } from '../../../db/transactions/workshop/discard-draft.js';
import { draftById } from '../../../db/transactions/workshop/draft.js';
import { draftFiles } from '../../../db/transactions/workshop/draft-files.js';
import {
  actorOf,
  redirectWith,
  render,
  uuidParam,
  type Page,
  type PageRouter,
  type ViewData,
} from '../../page.js';
import { findingsOfDraft } from './check.js';
import { editorOf, groupsOf } from './editors.js';
import { addDraftFiles } from './files.js';

/** A draft of a procedure: begun from what is in force, its files each with their editor, what is wrong in it. */
export const addDrafts = (router: PageRouter, services: Services): void => {
  addDraftFiles(router, services);

  router.post('/workshop/:procedureId/drafts', async (ctx) => {
    const version = await services.catalogue.latest(ctx.params['procedureId'] ?? '');
    if (!version) throw new NotFoundError('Procedimento');
    const id = await beginDraft(services, actorOf(ctx as Page), {
      procedureId: version.procedureId,
      title: version.sheet.title,
      baseVersionId: version.id,
      files: await filesOfVersion(services.db, version.id),
    });
    redirectWith(ctx as Page, `/workshop/drafts/${id}`);
  });

  router.get('/workshop/drafts/:draftId', async (ctx) => {
    const draft = await draftById(services.db, uuidParam(ctx as Page, 'draftId', 'Bozza'));
    render(ctx as Page, 'workshop/drafts', await pageOf(services, draft, ctx.state.t));
  });

  router.post('/workshop/drafts/:draftId/discard', async (ctx) => {
    const id = uuidParam(ctx as Page, 'draftId', 'Bozza');
    await discardDraft(services, actorOf(ctx as Page), id);
    redirectWith(ctx as Page, '/workshop', 'workshop.draft.discarded');
  });
};

const pageOf = async (
  services: Services,
  draft: Awaited<ReturnType<typeof draftById>>,
  t: Page['state']['t'],
): Promise<ViewData> => {
  const { db, catalogue } = services;
  const paths = Object.keys(await draftFiles(db, draft.id));
  const findings = await findingsOfDraft(services, draft);
  return {
    title: draft.title,
    section: 'workshop',
    crumbs: [{ label: t('workshop.title'), href: '/workshop' }, { label: t('workshop.draft') }],
    draft,
    base: draft.baseVersionId && (await catalogue.version(draft.baseVersionId)),
    groups: groupsOf(paths),
    findings: findings.map((finding) => ({ ...finding, editor: editorOf(finding.file) })),
  };
};
