import type Router from '@koa/router';
import { readTrackingCode } from '../../../core/tracking-code.js';
import type { Services } from '../../../core/services.js';
import { CaseFile } from '../../../db/models/case-file.js';
import { secretsOf } from '../../../start/secrets.js';
import { answerCard } from '../../answers/card/card.js';
import { factsOfCase } from '../../answers/facts-of-case.js';
import { italianIn, wordsOfDiagram, wordsOfSheet } from '../../italian.js';
import type { PageState } from '../../page.js';
import { renderPublic, type PublicContext } from '../render.js';
import { createGuesses } from './guesses.js';
import { milestonesOf } from './milestones.js';

/** The page of a case for whoever holds its code: where it stands, what is missing, by when; no name and no personal data. */
export const statusRoutes = (services: Services, router: Router<PageState>): void => {
  const { db, clock, config } = services;
  const guesses = createGuesses({ db, clock, secret: secretsOf(config).session });

  /** Nothing of this is for search engines or for shared caches. */
  const privately = (ctx: PublicContext): void => {
    ctx.set('x-robots-tag', 'noindex, nofollow');
    ctx.set('cache-control', 'private, no-store');
  };
  const ask = (ctx: PublicContext, status: number, typed: string, problem?: string): void => {
    ctx.status = status;
    const title = ctx.state.t('status.title');
    renderPublic(ctx, 'public/status/ask', { title, typed, problem, noIndex: true });
  };

  router.get('/stato', (ctx) => {
    privately(ctx);
    const typed = typeof ctx.query['codice'] === 'string' ? ctx.query['codice'].trim().slice(0, 100) : '';
    if (!typed) return ask(ctx, 200, '');
    const code = readTrackingCode(typed).at(-1) ?? typed;
    ctx.redirect(`/stato/${encodeURIComponent(code)}${ctx.query['lang'] ? `?lang=${ctx.state.locale}` : ''}`);
    ctx.status = 303;
  });

  router.get('/stato/:code', async (ctx) => {
    privately(ctx);
    const { t } = ctx.state;
    const typed = ctx.params['code'] ?? '';
    const minutes = await guesses.waitOf(ctx.ip);
    if (minutes > 0) return ask(ctx, 429, '', t('status.wait', { count: minutes }));
    const file = await CaseFile.query(db).whereIn('tracking_code', readTrackingCode(typed)).first();
    if (!file) {
      await guesses.note(ctx.ip);
      return ask(ctx, 404, typed, t('status.unknown'));
    }
    await showCase(services, ctx, file);
  });
};

const showCase = async (services: Services, ctx: PublicContext, file: CaseFile): Promise<void> => {
  const { t } = ctx.state;
  const title = t('status.case', { number: file.number });
  if (file.restricted) {
    const said = t(file.status === 'open' ? 'status.restricted' : 'status.restricted.closed');
    renderPublic(ctx, 'public/status/restricted', { title, said, noIndex: true });
    return;
  }
  const { facts, view } = await factsOfCase(services, file, { audience: 'public', t });
  renderPublic(ctx, 'public/status/case', {
    title,
    procedure: facts.sheet.title,
    procedureId: file.procedureId,
    isOpen: file.status === 'open',
    card: answerCard(facts),
    italian:
      ctx.state.locale === 'it'
        ? null
        : italianIn([
            ...wordsOfDiagram(facts.model),
            ...wordsOfSheet(facts.sheet),
            ...facts.municipality.offices.map(({ name }) => name),
          ]),
    milestones: milestonesOf(facts, view.passages),
    at: facts.now,
    noIndex: true,
  });
};
