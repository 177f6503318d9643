import type { Services } from '../../core/services.js';
import { createRouter, type PageRouter } from '../page.js';
import { bookRoutes } from './book/routes.js';
import { calendarRoutes } from './calendar/routes.js';
import { listRoutes } from './list/routes.js';
import { appointmentRoutes } from './page/routes.js';

const parts = [listRoutes, bookRoutes, appointmentRoutes, calendarRoutes];

/** Appointments at the desks: the day, booking, one of them, and calendar files. */
export const appointmentsRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  for (const part of parts) router.use(part(services).routes());
  return router;
};
