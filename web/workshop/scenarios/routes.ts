import type { Services } from '../../../core/services.js';
import { render, type Page, type PageRouter } from '../../page.js';
import {
  editorFrame,
  nameParam,
  openFile,
  saveAndOpen,
  typedText,
  type OpenFile,
} from '../editors/open-file.js';
import { stepsToWrite } from './steps.js';

const address = '/workshop/drafts/:draftId/scenarios/:name';

const show = (ctx: Page, open: OpenFile): void => {
  const name = nameParam(ctx, 'name');
  render(ctx, 'workshop/scenarios', {
    ...editorFrame(ctx, open, ctx.state.t('workshop.scenario.heading', { name })),
    name,
    steps: stepsToWrite,
  });
};

/** The page of a scenario: a walk through the procedure, written as text. */
export const addScenarioEditor = (router: PageRouter, services: Services): void => {
  const pathOf = (ctx: Page): string => `scenarios/${nameParam(ctx, 'name')}.yaml`;

  router.get(address, async (ctx) => {
    show(ctx as Page, await openFile(services, ctx as Page, pathOf(ctx as Page)));
  });

  router.post(address, async (ctx) => {
    const page = ctx as Page;
    show(page, await saveAndOpen(services, page, { path: pathOf(page), content: typedText(page) }));
  });
};
