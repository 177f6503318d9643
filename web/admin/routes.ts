import type { Services } from '../../core/services.js';
import { createRouter, type PageRouter } from '../page.js';

/** The administrator's pages. */
export const adminRoutes = (_services: Services): PageRouter => createRouter();
