import { publicUrl } from '../../../core/config.js';
import type { Services } from '../../../core/services.js';
import { demandCase } from '../../access.js';
import { auditReadOnce } from '../../cases/audit-read.js';
import { createRouter, demandRole, render, uuidParam, type PageRouter } from '../../page.js';
import { answerCard } from '../card/card.js';
import { factsOfCase } from '../facts-of-case.js';

/** The answer on one case, to be read aloud at the desk. */
export const caseAnswerRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  router.get('/answers/cases/:caseId', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const { t } = ctx.state;
    const since = Date.now();
    const file = await demandCase(services, actor, uuidParam(ctx, 'caseId', 'Pratica'));
    await auditReadOnce(services, ctx, { act: 'pratica.letta', caseId: file.id });
    const { facts } = await factsOfCase(services, file, { audience: 'desk', t });
    const { number, subject } = file;
    render(ctx, 'answers/case', {
      title: t('answers.title', { number, subject }),
      section: 'cases',
      crumbs: [
        { label: t('nav.cases'), href: '/cases' },
        { label: number, href: `/cases/${file.id}` },
        { label: t('answers.heading') },
      ],
      since,
      file,
      card: answerCard(facts),
      publicAddress: `${publicUrl(services.config)}/stato/${file.trackingCode}`,
    });
  });
  return router;
};
