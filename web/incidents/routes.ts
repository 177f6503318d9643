import type { Services } from '../../core/services.js';
import { createRouter, type PageRouter } from '../page.js';

/** Blocked steps. */
export const incidentRoutes = (_services: Services): PageRouter => createRouter();
