import { ConflictError, InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { answerQuestion, returnQuestion } from '../../../db/transactions/questions.js';
import { auditRead } from '../../access.js';
import { field } from '../../form-body.js';
import {
  createRouter,
  demandRole,
  formOf,
  redirectWith,
  render,
  uuidParam,
  wantsPart,
  type Page,
  type PageRouter,
} from '../../page.js';
import { officeQuestion, officeQuestions, questionEntries } from '../../questions/query.js';

const idOf = (ctx: Page): string => uuidParam(ctx, 'questionId', 'Quesito');

/** Questions that the desk sends to the office: it answers the desk, which answers the person. */
export const officeQuestionRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, catalogue } = services;
  const crumb = (ctx: Page) => ({ label: ctx.state.t('nav.officeQuestions'), href: '/backoffice/questions' });

  router.get('/backoffice/questions', async (ctx) => {
    const actor = demandRole(ctx, 'officer', 'responsible');
    const since = Date.now();
    render(ctx, 'backoffice/questions/list', {
      title: ctx.state.t('questions.office.title'),
      section: 'officeQuestions',
      since,
      questions: await officeQuestions(db, actor.officeId ?? ''),
    });
  });

  const show = async (ctx: Page, errors: Record<string, string> = {}): Promise<void> => {
    const actor = demandRole(ctx, 'officer', 'responsible');
    const question = await officeQuestion(db, actor, idOf(ctx));
    if (question.partyId && !wantsPart(ctx))
      await auditRead(services, actor, { act: 'quesito.letto', partyId: question.partyId });
    if (Object.keys(errors).length > 0) ctx.status = 422;
    render(ctx, 'backoffice/questions/page', {
      title: ctx.state.t('questions.number', { number: question.number }),
      section: 'officeQuestions',
      crumbs: [crumb(ctx), { label: question.number }],
      question,
      entries: await questionEntries(db, question.id),
      procedure: question.procedureId && (await catalogue.latest(question.procedureId))?.sheet.title,
      errors,
      typed: field(formOf(ctx), 'answer'),
    });
  };
  router.get('/backoffice/questions/:questionId', (ctx) => show(ctx));

  router.post('/backoffice/questions/:questionId', async (ctx) => {
    const actor = demandRole(ctx, 'officer', 'responsible');
    const form = formOf(ctx);
    const input = { questionId: idOf(ctx), text: field(form, 'answer').slice(0, 4000) };
    const isReturned = field(form, 'action') === 'return';
    try {
      await (isReturned ? returnQuestion : answerQuestion)(services, actor, input);
      redirectWith(ctx, '/backoffice/questions', isReturned ? 'questions.returned' : 'questions.answered');
    } catch (error) {
      if (error instanceof ConflictError && error.code === 'question.moved-on')
        return redirectWith(ctx, `/backoffice/questions/${input.questionId}`, 'questions.already');
      if (!(error instanceof InputError)) throw error;
      await show(ctx, error.fields);
    }
  });
  return router;
};
