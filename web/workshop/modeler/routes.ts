import type { Services } from '../../../core/services.js';
import { draftById } from '../../../db/transactions/workshop/draft.js';
import { draftFiles } from '../../../db/transactions/workshop/draft-files.js';
import { renderPart, uuidParam, type Page, type PageRouter } from '../../page.js';
import { draftFileSettings } from '../draft-file/settings.js';
import { templatesFor } from './templates.js';
import type { ModelerSettings } from './settings.js';
import { modelerTexts } from './texts.js';

/** `/workshop/drafts/<draft>/diagram`: the draft's diagram in the modeler, with steps, letters, forms, decisions to choose. */
export const addModeler = (router: PageRouter, services: Services): void => {
  router.get('/workshop/drafts/:draftId/diagram', async (ctx) => {
    const page = ctx as Page;
    const draft = await draftById(services.db, uuidParam(page, 'draftId', 'Bozza'));
    const { t } = ctx.state;
    const settings: ModelerSettings = {
      ...draftFileSettings(page, draft, 'process.bpmn'),
      procedureId: draft.procedureId,
      texts: modelerTexts(t),
      templates: await templatesFor(await draftFiles(services.db, draft.id), services, t),
    };
    ctx.state.csp = 'modeler';
    renderPart(page, 'workshop/modeler', { draft, settings });
  });
};
