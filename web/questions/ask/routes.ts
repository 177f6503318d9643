import { randomUUID } from 'node:crypto';
import { InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { askOffice, questionKinds } from '../../../db/transactions/questions.js';
import { demandContact, type ContactFacts } from '../../contacts/page/query.js';
import { field, type FormBody } from '../../form-body.js';
import {
  createRouter,
  demandRole,
  formOf,
  isUuid,
  redirectWith,
  render,
  type Page,
  type PageRouter,
} from '../../page.js';

interface Typed {
  office: string;
  kind: string;
  text: string;
  procedure: string;
  callBack: string;
  first: string[];
  token: string;
}

const typedFrom = (read: (name: string) => string): Typed => ({
  office: read('office'),
  kind: read('kind') === 'call-back' ? 'call-back' : 'question',
  text: read('text').slice(0, 2000),
  procedure: read('procedure'),
  callBack: read('callBack').slice(0, 200),
  first: Array.from({ length: 10 }, (_, index) => read(`first-${index}`).slice(0, 500)),
  token: read('token') || randomUUID(),
});

/** Sending a question to an office: which one, what it wants to know beforehand, the question. One form. */
export const askRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { municipality } = services.catalogue;
  const offices = municipality.offices.filter(({ kind }) => kind === 'back');
  const contactOf = (ctx: Page, id: string): Promise<ContactFacts> =>
    demandContact(services, demandRole(ctx, 'operator'), isUuid(id) ? id : randomUUID());

  const show = async (
    ctx: Page,
    contact: ContactFacts,
    typed: Typed,
    errors: Record<string, string> = {},
  ) => {
    const published = await services.catalogue.published();
    const { sheet } = published.find(({ procedureId }) => procedureId === typed.procedure) ?? {};
    const office = offices.find(({ id }) => id === (typed.office || sheet?.office));
    const title = ctx.state.t('questions.ask.title');
    const back = `/contacts/${contact.id}`;
    if (Object.keys(errors).length > 0) ctx.status = 422;
    render(ctx, 'questions/ask', {
      title,
      section: 'questions',
      crumbs: [
        { label: ctx.state.t('nav.questions'), href: '/questions' },
        { label: ctx.state.t('contacts.title', { number: contact.number }), href: back },
        { label: title },
      ],
      contact,
      typed,
      errors,
      wrong: Object.entries(errors).map(([name, error]) => ({
        name,
        error,
        label: labelOf(ctx, office, name),
      })),
      office,
      first: office?.askFirst.map((question, index) => ({
        name: `first-${index}`,
        question,
        value: typed.first[index] ?? '',
        error: errors[`first-${index}`],
      })),
      offices: offices.map(({ id, name }) => ({ id, name, selected: id === office?.id })),
      procedures: published.map(({ procedureId, sheet: { title: name } }) => ({
        id: procedureId,
        title: name,
        selected: procedureId === typed.procedure,
      })),
      kinds: questionKinds.map((id) => ({ id, selected: id === typed.kind })),
      back,
    });
  };

  router.get('/questions/new', async (ctx) => {
    const read = (name: string): string => String(ctx.query[name] ?? '').trim();
    const contact = await contactOf(ctx, read('contact'));
    await show(ctx, contact, typedFrom(read));
  });

  router.post('/questions', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const form: FormBody = formOf(ctx);
    const typed = typedFrom((name) => field(form, name));
    const contact = await contactOf(ctx, field(form, 'contact'));
    const office = offices.find(({ id }) => id === typed.office);
    if (field(form, 'action') === 'office') return show(ctx, contact, typed);
    if (!office) return show(ctx, contact, typed, { office: ctx.state.t('questions.ask.office.missing') });
    try {
      const { questionId } = await askOffice(services, actor, {
        contactId: contact.id,
        officeId: office.id,
        kind: typed.kind === 'call-back' ? 'call-back' : 'question',
        text: typed.text,
        procedureId: (await services.catalogue.latest(typed.procedure))?.procedureId ?? null,
        callBack: typed.callBack,
        askedFirst: office.askFirst.map((question, index) => ({
          question,
          answer: typed.first[index] ?? '',
        })),
        submissionToken: typed.token,
      });
      redirectWith(ctx, `/questions/${questionId}`, 'questions.sent', { office: office.name });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      await show(ctx, contact, typed, error.fields);
    }
  });
  return router;
};

const labelOf = (ctx: Page, office: { askFirst: string[] } | undefined, name: string): string => {
  const [, index] = /^first-(\d+)$/.exec(name) ?? [];
  return index ? (office?.askFirst[Number(index)] ?? '') : ctx.state.t(`questions.ask.${name}`);
};
