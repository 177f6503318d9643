import { ConflictError, InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { asChannel, channels } from '../../../db/transactions/contact-words.js';
import { askAgain, tellPerson } from '../../../db/transactions/questions.js';
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
import { deskQuestion, questionEntries } from '../query.js';

const idOf = (ctx: Page): string => uuidParam(ctx, 'questionId', 'Quesito');

/** One question at the desk: what went to and fro; any operator tells the person, or sends it to an office again. */
export const questionPageRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, catalogue } = services;
  const offices = catalogue.municipality.offices.filter(({ kind }) => kind === 'back');

  const show = async (ctx: Page, errors: Record<string, string> = {}): Promise<void> => {
    const actor = demandRole(ctx, 'operator');
    const since = Date.now();
    const question = await deskQuestion(db, actor, idOf(ctx));
    const entries = await questionEntries(db, question.id);
    if (question.partyId && !wantsPart(ctx))
      await auditRead(services, actor, { act: 'quesito.letto', partyId: question.partyId });
    const form = formOf(ctx);
    if (Object.keys(errors).length > 0) ctx.status = 422;
    const current = ctx.state.contactBar?.current;
    const isHere = current !== undefined && current.partyId === question.partyId;
    const answered = entries.findLast(({ kind }) => kind === 'answered');
    render(ctx, 'questions/page', {
      title: ctx.state.t('questions.number', { number: question.number }),
      section: 'questions',
      crumbs: [{ label: ctx.state.t('nav.questions'), href: '/questions' }, { label: question.number }],
      since,
      question,
      entries,
      procedure: question.procedureId && (await catalogue.latest(question.procedureId))?.sheet.title,
      errors,
      typed: { told: field(form, 'told') || answered?.text || '', again: field(form, 'again') },
      current,
      isHere,
      channels: channels.map((id) => ({
        id,
        selected: !isHere && id === (question.kind === 'call-back' ? 'phone' : 'desk'),
      })),
      offices: offices.map(({ id, name }) => ({ id, name, selected: id === question.officeId })),
    });
  };

  /** What was wrong is shown where it was typed; what somebody has done meanwhile is shown on the page. */
  const change = async (ctx: Page, message: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      redirectWith(ctx, `/questions/${idOf(ctx)}`, message);
    } catch (error) {
      if (error instanceof ConflictError && error.code === 'question.moved-on')
        return redirectWith(ctx, `/questions/${idOf(ctx)}`, 'questions.already');
      if (!(error instanceof InputError)) throw error;
      await show(ctx, error.fields);
    }
  };

  router.get('/questions/:questionId', (ctx) => show(ctx));

  router.post('/questions/:questionId/tell', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const form = formOf(ctx);
    const channel = asChannel(field(form, 'channel'));
    const current = ctx.state.contactBar?.current;
    await change(ctx, 'questions.told', async () => {
      const { id } = await deskQuestion(db, actor, idOf(ctx));
      if (!channel && !current) throw new InputError({ channel: ctx.state.t('questions.channel.missing') });
      await tellPerson(services, actor, {
        questionId: id,
        text: field(form, 'told').slice(0, 4000),
        in: channel ? { channel } : { contactId: current?.id ?? '' },
      });
    });
  });

  router.post('/questions/:questionId/again', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const form = formOf(ctx);
    await change(ctx, 'questions.sentAgain', async () => {
      const { id, officeId } = await deskQuestion(db, actor, idOf(ctx));
      const office = offices.find((candidate) => candidate.id === field(form, 'office'));
      await askAgain(services, actor, {
        questionId: id,
        officeId: office?.id ?? officeId,
        text: field(form, 'again').slice(0, 4000),
      });
    });
  });
  return router;
};
