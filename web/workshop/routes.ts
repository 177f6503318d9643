import type { Services } from '../../core/services.js';
import { createRouter, type PageRouter } from '../page.js';

/** The analyst's workshop. */
export const workshopRoutes = (_services: Services): PageRouter => createRouter();
