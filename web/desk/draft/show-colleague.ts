import type { Services } from '../../../core/services.js';
import { Party } from '../../../db/models/party.js';
import type { DeskDraft } from '../../../db/transactions/draft-work.js';
import { auditRead } from '../../access.js';
import { actorOf, render, wantsPart, type Page } from '../../page.js';
import { attachedFiles } from './query.js';
import { answersOf, sharedWork } from './shared.js';
import { procedureOf } from './show.js';

/** A colleague's draft, to be read and, if one says so, continued: nothing is typed into it before. */
export const showColleaguesDraft = async (services: Services, ctx: Page, draft: DeskDraft): Promise<void> => {
  const { db } = services;
  const actor = actorOf(ctx);
  const since = Date.now();
  const [version, applicant, attached] = await Promise.all([
    procedureOf(services, draft),
    Party.query(db).findById(draft.applicantId),
    attachedFiles(db, draft),
  ]);
  if (!wantsPart(ctx)) {
    await auditRead(services, actor, {
      act: 'bozza.letta',
      partyId: draft.applicantId,
      details: { bozza: draft.id },
    });
  }
  render(ctx, 'desk/draft/colleague', {
    title: ctx.state.t('desk.draft.title', { procedure: version.sheet.title }),
    section: 'desk',
    crumbs: [{ label: ctx.state.t('nav.desk'), href: '/desk' }, { label: version.sheet.title }],
    since,
    action: `/desk/drafts/${draft.id}`,
    draft,
    shared: await sharedWork(services, actor, draft, version),
    answers: answersOf(version, draft.data),
    applicant: applicant && { id: applicant.id, name: applicant.displayName, taxCode: applicant.taxCode },
    attached,
  });
};
