import { errorText, NotFoundError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { parseDiagram, readDiagram } from '../../processes/catalogue/diagram-model.js';
import { workerContracts } from '../../workers/contracts.js';
import { createDiagrams } from '../diagram/diagrams.js';
import { bpmnIoMark } from '../diagram/draw.js';
import { createRouter, render, type PageRouter } from '../page.js';
import { article35 } from '../published/article-35.js';
import { sheetFacts } from '../published/sheet-facts.js';
import { topicsOf } from '../published/topics.js';
import { chaptersOf } from './chapters.js';

const contracts = new Map(workerContracts.map((contract) => [contract.type, contract]));

/** How each procedure works, for everybody who works here: its live diagram, each step in words, its sheet. */
export const readingRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { catalogue, log } = services;
  const diagrams = createDiagrams(catalogue);

  router.get('/procedures', async (ctx) => {
    const procedures = (await catalogue.published()).map(({ procedureId, sheet }) => ({
      id: procedureId,
      title: sheet.title,
      summary: sheet.summary,
    }));
    render(ctx, 'reading/list', { title: ctx.state.t('reading.title'), section: 'procedures', procedures });
  });

  router.get('/procedures/:procedureId', async (ctx) => {
    const { t, views } = ctx.state;
    const version = await catalogue.latest(ctx.params['procedureId'] ?? '');
    if (!version) throw new NotFoundError('Procedimento');
    const { bpmn } = version.drawn;
    const [model, { elementsById: raw }] = await Promise.all([readDiagram(bpmn), parseDiagram(bpmn)]);
    const drawing = await diagrams.svgOf(version.id).catch((error: unknown) => {
      log.warn({ version: version.id, error: errorText(error) }, 'a diagram could not be drawn');
      return null;
    });
    const { SafeString } = views.environment;
    const { municipality } = catalogue;
    render(ctx, 'reading/procedure', {
      title: version.sheet.title,
      section: 'procedures',
      crumbs: [{ label: t('reading.title'), href: '/procedures' }, { label: version.sheet.title }],
      version,
      svg: drawing && new SafeString(drawing),
      mark: new SafeString(bpmnIoMark),
      chapters: chaptersOf(model, { version, raw, municipality, contracts, t }),
      letters: article35(topicsOf(sheetFacts(services, version, t)), t),
    });
  });
  return router;
};
