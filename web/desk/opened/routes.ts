import { NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { Party } from '../../../db/models/party.js';
import { auditRead, demandCase } from '../../access.js';
import { formatSize } from '../../format.js';
import { createRouter, demandRole, render, uuidParam, type PageRouter } from '../../page.js';
import { openedFacts } from './query.js';

/** The page after a case has been opened: number, receipt, what happens next. */
export const openedRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  router.get('/desk/opened/:caseId', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const file = await demandCase(services, actor, uuidParam(ctx, 'caseId', 'Pratica'));
    const [facts, applicant, version] = await Promise.all([
      openedFacts(services.db, file.id),
      Party.query(services.db).findById(file.applicantId),
      services.catalogue.version(file.procedureVersionId),
    ]);
    if (!facts) throw new NotFoundError('Pratica');
    await auditRead(services, actor, { act: 'pratica.letta', caseId: file.id });
    render(ctx, 'desk/opened', {
      title: ctx.state.t('desk.opened.case', { number: file.number }),
      section: 'desk',
      crumbs: [{ label: ctx.state.t('nav.desk'), href: '/desk' }, { label: file.number }],
      file,
      applicant: applicant?.displayName ?? '',
      facts: {
        ...facts,
        attachments: facts.attachments.map((row) => ({ ...row, size: formatSize(row.size) })),
      },
      follow: version.sheet.follow,
    });
  });
  return router;
};
