import { NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { draftById } from '../../../db/transactions/workshop/draft.js';
import { field } from '../../form-body.js';
import { actorOf, formOf, redirectWith, render, renderPart, uuidParam } from '../../page.js';
import type { Page, PageRouter } from '../../page.js';
import { askReplay } from './ask-replay.js';
import { askScenarios, askVisit } from './ask.js';
import { gymLetter, walkPage } from './query.js';
import { gymSection } from './section.js';
import { shownWalk } from './walk/shown.js';

/** Trying a draft in the gym: by hand, with its scenarios, with the cases that were closed last. */
export const addGym = (router: PageRouter, services: Services): void => {
  const draftOf = (ctx: Page) => draftById(services.db, uuidParam(ctx, 'draftId', 'Bozza'));

  router.get('/workshop/drafts/:draftId/gym', async (ctx) => {
    const draft = await draftOf(ctx as Page);
    const section = await gymSection(services, draft.id);
    renderPart(ctx as Page, 'workshop/gym/section', { draft, ...section });
  });

  router.post('/workshop/drafts/:draftId/gym', async (ctx) => {
    const page = ctx as Page;
    const actor = actorOf(page);
    const draft = await draftOf(page);
    const kind = field(formOf(page), 'kind');
    if (kind === 'visit') await askVisit(services, actor, draft);
    else if (kind === 'scenarios')
      await askScenarios(services, actor, { draft, only: field(formOf(page), 'only') });
    else if (kind === 'replay')
      await askReplay(services, actor, { draft, count: Number(field(formOf(page), 'count')) });
    else throw new NotFoundError('Prova');
    redirectWith(page, `/workshop/drafts/${draft.id}#gym`);
  });

  router.get('/workshop/gym/:runId/walks/:place', async (ctx) => {
    const walk = await walkPage(
      services.db,
      uuidParam(ctx as Page, 'runId', 'Prova'),
      Number(ctx.params['place']) || 0,
    );
    const { t } = ctx.state;
    render(ctx as Page, 'workshop/gym/walk', {
      title: walk.title,
      section: 'workshop',
      crumbs: [
        { label: t('workshop.title'), href: '/workshop' },
        { label: walk.draftTitle, href: `/workshop/drafts/${walk.draftId}#gym` },
        { label: walk.title },
      ],
      ...(await shownWalk(ctx as Page, walk)),
    });
  });

  router.get('/workshop/gym/letters/:letterId', async (ctx) => {
    const letter = await gymLetter(services.db, uuidParam(ctx as Page, 'letterId', 'Lettera'));
    ctx.state.csp = 'document';
    ctx.attachment(`${letter.code}-palestra.pdf`, { type: 'inline' });
    ctx.type = 'application/pdf';
    ctx.body = letter.pdf;
  });
};
