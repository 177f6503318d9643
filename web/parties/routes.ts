import type { Services } from '../../core/services.js';
import { createRouter, type PageRouter } from '../page.js';

/** x */
export const partyRoutes = (_services: Services): PageRouter => createRouter();
