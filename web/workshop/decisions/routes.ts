import type { Services } from '../../../core/services.js';
import { dateInRome } from '../../../law/calendar.js';
import { formOf, renderPart, type Page, type PageRouter } from '../../page.js';
import { addCanvasEditor, addressOf, type CanvasEditor } from '../canvas-editors/page.js';
import { typedText } from '../editors/open-file.js';
import { testerOf } from './tester.js';

/** The page of a decision: its tables drawn with dmn-js, and beside them what they answer to inputs somebody types. */
export const addDecisionEditor = (router: PageRouter, services: Services): void => {
  const today = (): string => dateInRome(services.clock.now());
  const editor: CanvasEditor = {
    folder: 'decisions',
    ending: '.dmn',
    view: 'workshop/decisions',
    heading: 'workshop.decision.heading',
    beside: async ({ file }) => ({ tester: await testerOf(file.content, null, today()) }),
  };
  addCanvasEditor(router, services, editor);

  router.post(`${addressOf(editor)}/try`, async (ctx) => {
    const page = ctx as Page;
    const tester = await testerOf(typedText(page), formOf(page).fields, today());
    renderPart(page, 'workshop/decisions/tester', { tester });
  });
};
