import type { Services } from '../../core/services.js';
import { createRouter, type PageRouter } from '../page.js';

/** The officers' home. */
export const backofficeRoutes = (_services: Services): PageRouter => createRouter();
