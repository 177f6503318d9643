import type Router from '@koa/router';
import { createHash } from 'node:crypto';
import { publicUrl } from '../../../core/config.js';
import type { Services } from '../../../core/services.js';
import type { ProcedureVersion } from '../../../processes/catalogue/catalogue.js';
import { italianIn, wordsOfSheet } from '../../italian.js';
import type { PageState } from '../../page.js';
import { article35 } from '../../published/article-35.js';
import { sheetFacts } from '../../published/sheet-facts.js';
import { topicsOf } from '../../published/topics.js';
import { durationLines, usualDurations, type UsualDurations } from '../../published/usual-durations.js';
import { renderPublic, type PublicContext } from '../render.js';
import { sheetAsJson } from './json.js';

/** The published sheets (D.Lgs. 33/2013 art. 35), for people and for machines. */
export const procedureRoutes = (services: Services, router: Router<PageState>): void => {
  const { catalogue, config } = services;
  const durationsOf = usualDurations(services);

  router.get('/procedimenti', async (ctx) => {
    const procedures = (await catalogue.published()).map(({ procedureId, sheet }) => ({
      id: procedureId,
      title: sheet.title,
      summary: sheet.summary,
    }));
    renderPublic(ctx, 'public/procedures/list', {
      title: ctx.state.t('published.title'),
      procedures,
      italian:
        ctx.state.locale === 'it'
          ? null
          : italianIn(procedures.flatMap(({ title, summary }) => [title, summary])),
    });
    cacheable(ctx);
  });

  router.get('/procedimenti.json', async (ctx) => {
    const published = await catalogue.published();
    ctx.body = {
      comune: catalogue.municipality.name,
      norma: 'D.Lgs. 33/2013, art. 35, comma 1',
      procedimenti: published.map(({ procedureId, sheet }) => ({
        id: procedureId,
        titolo: sheet.title,
        descrizione: sheet.summary,
        scheda: `${publicUrl(config)}/procedimenti/${procedureId}.json`,
        pagina: `${publicUrl(config)}/procedimenti/${procedureId}`,
      })),
    };
    cacheable(ctx);
  });

  router.get('/procedimenti/:name', async (ctx, next) => {
    const name = ctx.params['name'] ?? '';
    const version = await catalogue.latest(name.replace(/\.json$/, ''));
    if (!version) return next();
    if (name.endsWith('.json')) {
      const { procedureId } = version;
      ctx.body = sheetAsJson(services, version, {
        durations: await durationsOf(procedureId),
        t: ctx.state.t,
        page: `${publicUrl(config)}/procedimenti/${procedureId}`,
      });
    } else await showSheet(services, ctx, { version, durationsOf });
    cacheable(ctx);
  });
};

const showSheet = async (
  services: Services,
  ctx: PublicContext,
  { version, durationsOf }: { version: ProcedureVersion; durationsOf: UsualDurations },
): Promise<void> => {
  const { t } = ctx.state;
  const facts = sheetFacts(services, version, t);
  const { minimum } = services.catalogue.municipality.durations;
  renderPublic(ctx, 'public/procedures/sheet', {
    title: version.sheet.title,
    id: version.procedureId,
    summary: version.sheet.summary,
    italian: ctx.state.locale === 'it' ? null : italianIn(wordsOfSheet(version.sheet)),
    validFrom: version.sheet.validFrom,
    letters: article35(topicsOf(facts), t),
    durations: durationLines(await durationsOf(version.procedureId), minimum, t),
    forms: facts.forms,
  });
};

/** The same for everybody: any cache may keep it for a while, and ask afterwards whether it has changed. */
const cacheable = (ctx: PublicContext): void => {
  ctx.set('cache-control', 'public, max-age=300');
  ctx.status = 200;
  const text = typeof ctx.body === 'string' ? ctx.body : JSON.stringify(ctx.body);
  ctx.etag = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  if (ctx.fresh) ctx.status = 304;
};
