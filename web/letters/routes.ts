import type { Services } from '../../core/services.js';
import { audit } from '../../db/audit.js';
import { auditReadOnce } from '../cases/audit-read.js';
import type { Person } from '../inbox/query.js';
import { createRouter, demandRole, render, uuidParam, type Page, type PageRouter } from '../page.js';
import { demandLetter } from './access.js';
import { originLines } from './origins/present.js';
import { showLetter } from './page/show.js';
import { remakeLetter } from './remake.js';
import { letterSigningRoutes } from './signing/routes.js';

/** A letter by itself: how it looks, who signs it, where every value comes from, and whether it can be made again. */
export const letterRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const reader = (ctx: Page): Person => demandRole(ctx, 'operator', 'officer', 'responsible');
  const wanted = async (ctx: Page) => {
    const actor = reader(ctx);
    return { actor, ...(await demandLetter(services, actor, uuidParam(ctx, 'letterId', 'Lettera'))) };
  };

  router.get('/letters/:letterId', async (ctx) => showLetter(services, ctx, await wanted(ctx)));

  router.post('/letters/:letterId/remake', async (ctx) => {
    const { actor, letter, file } = await wanted(ctx);
    const remade = await remakeLetter(services, letter);
    await audit(services.db, {
      at: services.clock.now(),
      actor,
      act: remade.isSame ? 'lettera.rifatta' : 'lettera.diversa',
      caseId: file.id,
      details: { lettera: letter.code, impronta: remade.sha256 },
    });
    await showLetter(services, ctx, { actor, letter, file, remarks: { remade } });
  });

  router.get('/letters/:letterId/origins', async (ctx) => {
    const { actor, letter, file } = await wanted(ctx);
    const { t } = ctx.state;
    await auditReadOnce(services, ctx, { act: 'pratica.letta', caseId: file.id });
    const version = await services.catalogue.version(file.procedureVersionId);
    render(ctx, 'letters/origins', {
      title: t('letters.origins'),
      section: 'cases',
      crumbs: [
        { label: t('nav.cases'), href: '/cases' },
        { label: file.number, href: `/cases/${file.id}` },
        { label: letter.subject, href: `/letters/${letter.id}` },
        { label: t('letters.origins') },
      ],
      letter,
      lines: originLines({ letter, file, version, t }, actor),
    });
  });

  router.use(letterSigningRoutes(services).routes());
  return router;
};
