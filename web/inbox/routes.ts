import type { Services } from '../../core/services.js';
import { createRouter, type PageRouter } from '../page.js';

/** Tasks waiting for people. */
export const inboxRoutes = (_services: Services): PageRouter => createRouter();
