import type { Services } from '../../core/services.js';
import { createRouter, type PageRouter } from '../page.js';
import { caseAnswerRoutes } from './case/routes.js';
import { procedureAnswerRoutes } from './procedure/routes.js';

/** Answers that an operator reads aloud: on a case, and on a procedure before there is one. */
export const answerRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  for (const part of [caseAnswerRoutes(services), procedureAnswerRoutes(services)]) router.use(part.routes());
  return router;
};
