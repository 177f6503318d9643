import { filesOfVersion } from '../../../db/transactions/workshop/begin-draft.js';
import { draftFiles } from '../../../db/transactions/workshop/draft-files.js';
import type { ProcedureDraft } from '../../../db/transactions/workshop/draft.js';
import { mayDecide } from '../../../db/transactions/workshop/publication/authors.js';
import { requestOf, type PublicationRequest } from '../../../db/transactions/workshop/publication/request.js';
import { dateInRome } from '../../../law/calendar.js';
import { actorOf, render, type Page } from '../../page.js';
import { comparisonOf, type Side } from '../compare/comparison.js';
import { effectOn } from '../compare/effect.js';
import { versionSide } from '../compare/sides.js';
import { findingsOfDraft } from '../drafts/check.js';

/** What somebody typed that was not accepted, and why. */
export interface Typed {
  values: Record<string, string>;
  errors: Record<string, string>;
}

/** A draft beside the version in force: what changes, whom it touches, and the request to publish it. */
export const showDraft = async (ctx: Page, draft: ProcedureDraft, typed?: Typed): Promise<void> => {
  const { services, t } = ctx.state;
  const latest = await services.catalogue.latest(draft.procedureId);
  const before: Side = latest
    ? versionSide(latest, await filesOfVersion(services.db, latest.id), t)
    : { files: {}, name: t('workshop.compare.nothing') };
  const after = {
    files: await draftFiles(services.db, draft.id),
    name: t('workshop.compare.draft', { name: draft.createdBy }),
  };
  if (typed) ctx.status = 422;
  render(ctx, 'workshop/compare', {
    title: t('workshop.compare.title', { title: draft.title }),
    section: 'workshop',
    crumbs: [
      { label: t('workshop.title'), href: '/workshop' },
      { label: t('workshop.draft'), href: `/workshop/drafts/${draft.id}` },
      { label: t('workshop.compare') },
    ],
    draft,
    comparison: await comparisonOf(ctx, before, after),
    effect: await effectOn(services.db, draft.procedureId),
    publication: await publicationOf(ctx, draft, typed),
  });
};

const publicationOf = async (ctx: Page, draft: ProcedureDraft, typed?: Typed) => {
  const { services } = ctx.state;
  const { db, clock } = services;
  const request = await requestOf(db, draft.id);
  const isOpen = draft.status === 'open';
  const isPending = request?.status === 'asked' || request?.status === 'approved';
  const findings = isOpen && !isPending ? await findingsOfDraft(services, draft) : [];
  const today = dateInRome(clock.now());
  return {
    request: request && { ...request, isNow: request.validFrom <= today },
    mayAsk: isOpen && !isPending,
    mayWithdraw: isOpen && isPending,
    isWaiting: request?.status === 'asked',
    decides: request ? await decides(ctx, request) : false,
    errorCount: findings.filter(({ severity }) => severity === 'error').length,
    today,
    typed: typed?.values ?? { validFrom: today },
    errors: typed?.errors ?? {},
  };
};

const decides = async (ctx: Page, request: PublicationRequest): Promise<boolean> =>
  request.status === 'asked' && mayDecide(ctx.state.services.db, actorOf(ctx), request);
