import { NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { sharedContracts } from '../../../processes/catalogue/folder.js';
import { workerContracts } from '../../../workers/contracts.js';
import { actorOf, renderPart, uuidParam, type Page, type PageRouter } from '../../page.js';
import { elementTemplates, sharedTemplates, taskTemplate } from '../element-templates.js';
import type { ModelerSettings } from './settings.js';
import { modelerTexts } from './texts.js';

/** `/workshop/<procedure>`: the diagram in force, in the modeler; and the diagram of any version as it was published. */
export const addModeler = (router: PageRouter, services: Services): void => {
  const { catalogue } = services;

  router.get('/workshop/:procedureId', async (ctx) => {
    const page = ctx as Page;
    const version = await catalogue.latest(ctx.params['procedureId'] ?? '');
    if (!version) throw new NotFoundError('Procedimento');
    const { t, locale } = ctx.state;
    const { offices } = catalogue.municipality;
    const forms = Object.keys(version.bundle.forms).sort();
    ctx.state.csp = 'modeler';
    const settings: ModelerSettings = {
      procedureId: version.procedureId,
      versionId: version.id,
      accountId: actorOf(page).id,
      locale,
      texts: modelerTexts(t),
      templates: [
        ...elementTemplates(workerContracts),
        ...sharedTemplates(await sharedContracts(), offices),
        taskTemplate(offices, forms),
      ],
    };
    renderPart(page, 'workshop/modeler', { version, heading: version.sheet.title, settings });
  });

  router.get('/workshop/versions/:versionId/diagram', async (ctx) => {
    const version = await catalogue.version(uuidParam(ctx as Page, 'versionId', 'Versione'));
    ctx.type = 'application/xml';
    ctx.body = version.drawn.bpmn;
  });
};
