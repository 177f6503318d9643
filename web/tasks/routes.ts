import type { Services } from '../../core/services.js';
import { createRouter, type PageRouter } from '../page.js';

/** One task: form, documents, completion. */
export const taskRoutes = (_services: Services): PageRouter => createRouter();
