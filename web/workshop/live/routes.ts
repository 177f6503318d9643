import { errorText, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { createDiagrams } from '../../diagram/diagrams.js';
import { bpmnIoMark } from '../../diagram/draw.js';
import { render, uuidParam, type Page, type PageRouter } from '../../page.js';

/** `/workshop/<procedure>`: the diagram in force, to look at and to begin a draft from; any version's as a file. */
export const addLive = (router: PageRouter, services: Services): void => {
  const { catalogue, log } = services;
  const diagrams = createDiagrams(catalogue);

  router.get('/workshop/:procedureId', async (ctx) => {
    const version = await catalogue.latest(ctx.params['procedureId'] ?? '');
    if (!version) throw new NotFoundError('Procedimento');
    const { SafeString } = ctx.state.views.environment;
    const drawing = await diagrams.svgOf(version.id).catch((error: unknown) => {
      log.warn({ version: version.id, error: errorText(error) }, 'a diagram could not be drawn');
      return null;
    });
    render(ctx as Page, 'workshop/live', {
      title: version.sheet.title,
      section: 'workshop',
      crumbs: [{ label: ctx.state.t('workshop.title'), href: '/workshop' }, { label: version.sheet.title }],
      version,
      svg: drawing && new SafeString(drawing),
      mark: new SafeString(bpmnIoMark),
    });
  });

  router.get('/workshop/versions/:versionId/diagram', async (ctx) => {
    const version = await catalogue.version(uuidParam(ctx as Page, 'versionId', 'Versione'));
    ctx.type = 'application/xml';
    ctx.attachment(`${version.procedureId}.bpmn`);
    ctx.body = version.drawn.bpmn;
  });
};
