import type { Services } from '../../core/services.js';
import { createRouter, type PageRouter } from '../page.js';

/** Cases: list and page. */
export const caseRoutes = (_services: Services): PageRouter => createRouter();
