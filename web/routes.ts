import type Koa from 'koa';
import type { Services } from '../core/services.js';
import { adminBodiesRoutes } from './admin/bodies/routes.js';
import { adminDesksRoutes } from './admin/desks/routes.js';
import { adminValuesRoutes } from './admin/values/routes.js';
import { adminRoutes } from './admin/routes.js';
import { appointmentsRoutes } from './appointments/routes.js';
import { answerRoutes } from './answers/routes.js';
import { backofficeRoutes } from './backoffice/routes.js';
import { caseRoutes } from './cases/routes.js';
import { contactRoutes } from './contacts/routes.js';
import { deadlineRoutes } from './deadlines/routes.js';
import { deliveryRoutes } from './deliveries/routes.js';
import { deskRoutes } from './desk/routes.js';
import { documentRoutes } from './documents/routes.js';
import { gymRoutes } from './gym/routes.js';
import { inboxRoutes } from './inbox/routes.js';
import { incidentRoutes } from './incidents/routes.js';
import { landRoutes } from './land/routes.js';
import { savedListRoutes } from './list/saved/routes.js';
import { letterRoutes } from './letters/routes.js';
import { liveRoutes } from './live/routes.js';
import { loginRoutes } from './login/routes.js';
import { noticeRoutes } from './notices/routes.js';
import type { PageRouter, PageState } from './page.js';
import { paperRoutes } from './papers/routes.js';
import { paletteRoutes } from './palette/routes.js';
import { partyRoutes } from './parties/routes.js';
import { readingRoutes } from './reading/routes.js';
import { registerRoutes } from './register/routes.js';
import { scanRoutes } from './scans/routes.js';
import { paymentRoutes } from './payments/routes.js';
import { professionalRoutes } from './professionals/routes.js';
import { queueRoutes } from './queue/routes.js';
import { questionRoutes } from './questions/routes.js';
import { searchRoutes } from './search/routes.js';
import { taskRoutes } from './tasks/routes.js';
import { workshopRoutes } from './workshop/routes.js';

/** Every room of the site with its router. */
export const rooms: ((services: Services) => PageRouter)[] = [
  loginRoutes,
  deskRoutes,
  readingRoutes,
  queueRoutes,
  appointmentsRoutes,
  partyRoutes,
  professionalRoutes,
  searchRoutes,
  savedListRoutes,
  paletteRoutes,
  documentRoutes,
  paperRoutes,
  registerRoutes,
  scanRoutes,
  deliveryRoutes,
  caseRoutes,
  letterRoutes,
  deadlineRoutes,
  landRoutes,
  paymentRoutes,
  answerRoutes,
  inboxRoutes,
  taskRoutes,
  backofficeRoutes,
  contactRoutes,
  questionRoutes,
  noticeRoutes,
  incidentRoutes,
  liveRoutes,
  workshopRoutes,
  gymRoutes,
  adminRoutes,
  adminDesksRoutes,
  adminValuesRoutes,
  adminBodiesRoutes,
];

/** Opens all rooms, each with its own router. */
export const mountRoutes = (app: Koa<PageState>, services: Services): void => {
  for (const room of rooms) {
    const router = room(services);
    app.use(router.routes() as unknown as Koa.Middleware<PageState>);
  }
};
