import type { Services } from '../../../core/services.js';
import { createRouter, type PageRouter } from '../../page.js';
export const draftRoutes = (services: Services): PageRouter => (services ? createRouter() : createRouter());
