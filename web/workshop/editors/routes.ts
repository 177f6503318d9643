import type { Services } from '../../../core/services.js';
import type { PageRouter } from '../../page.js';
import { addLetterEditor } from '../letters/routes.js';
import { addNewFiles } from '../new-files/routes.js';
import { addDecisionEditor } from '../decisions/routes.js';
import { addFormEditor } from '../forms/routes.js';
import { addSheetEditor } from '../sheet/routes.js';
import { addScenarioEditor } from '../scenarios/routes.js';

/** The pages that edit a draft's files other than its diagram. */
export const addEditors = (router: PageRouter, services: Services): void => {
  addNewFiles(router, services);
  addLetterEditor(router, services);
  addSheetEditor(router, services);
  addScenarioEditor(router, services);
  addFormEditor(router, services);
  addDecisionEditor(router, services);
};
