import type { Services } from '../../core/services.js';
import { createRouter, type PageRouter } from '../page.js';

/** The stream of changes that open pages listen to (SSE). */
export const liveRoutes = (_services: Services): PageRouter => createRouter();
