import { randomUUID } from 'node:crypto';
import { ConflictError, ForbiddenError, InputError, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import type { FormSchema } from '../../../processes/catalogue/bundle.js';
import { demandCase } from '../../access.js';
import { field } from '../../form-body.js';
import { parseForm } from '../../forms/parse.js';
import { renderForm } from '../../forms/render.js';
import {
  createRouter,
  demandRole,
  formOf,
  isUuid,
  redirectWith,
  render,
  uuidParam,
  type Page,
  type PageRouter,
} from '../../page.js';
import { labelOfInput } from '../../tasks/form-labels.js';
import type { Asked, CaseAction } from './action.js';
import { caseActions } from './actions.js';

const byName = new Map(caseActions.map((action) => [action.name, action]));

/** What must be said when the page is shown again. */
interface Remarks {
  token?: string;
  errors?: Record<string, string>;
  conflict?: string;
  status?: number;
}

/** What people do with a case beside its diagram: one page for each, all alike. */
export const caseWorkRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  const wanted = async (ctx: Page): Promise<{ action: CaseAction; asked: Asked }> => {
    const actor = demandRole(ctx, 'operator', 'officer', 'responsible');
    const action = byName.get(ctx.params['action'] ?? '');
    if (!action) throw new NotFoundError('Pagina');
    const file = await demandCase(services, actor, uuidParam(ctx, 'caseId', 'Pratica'));
    if (!action.may(actor, file)) throw new ForbiddenError();
    return { action, asked: { services, actor, file, query: ctx.query, t: ctx.state.t, typed: {} } };
  };

  router.get('/cases/:caseId/work/:action', async (ctx) => {
    const { action, asked } = await wanted(ctx);
    if (!action.questions) return redirectWith(ctx, `/cases/${asked.file.id}`);
    await show(ctx, action, asked);
  });

  router.post('/cases/:caseId/work/:action', async (ctx) => {
    const { action, asked } = await wanted(ctx);
    const { fields } = formOf(ctx);
    const token = field(formOf(ctx), 'token');
    if (!isUuid(token)) throw new NotFoundError('Modulo');
    // What is asked may depend on what is typed: the first reading only finds that out
    const typed = Object.fromEntries([...fields].filter(([name]) => !['_csrf', 'token'].includes(name)));
    const schema = await schemaOf(action, { ...asked, typed });
    const reading = parseForm(schema, fields, { attachments: {} });
    const again = { ...asked, typed: reading.typed };
    if (Object.keys(reading.errors).length > 0) {
      return show(ctx, action, again, { token, errors: reading.errors, status: 422 });
    }
    try {
      const work = { caseId: asked.file.id, token };
      const done = await action.run({ ...again, data: reading.data, work });
      redirectWith(ctx, done?.to ?? `/cases/${asked.file.id}`, `casework.${action.name}.done`, done?.params);
    } catch (error) {
      if (!action.questions) throw error;
      if (error instanceof InputError) {
        await show(ctx, action, again, { token, errors: error.fields, status: 422 });
      } else if (error instanceof ConflictError) {
        await show(ctx, action, again, { token, conflict: `${error.message} ${error.remedy}`, status: 409 });
      } else throw error;
    }
  });
  return router;
};

const schemaOf = async ({ name, questions }: CaseAction, asked: Asked): Promise<FormSchema> => ({
  id: name,
  components: (await questions?.(asked)) ?? [],
});

const show = async (ctx: Page, action: CaseAction, asked: Asked, remarks: Remarks = {}): Promise<void> => {
  const { t, views } = ctx.state;
  const { file, typed } = asked;
  const { token = randomUUID(), errors = {}, conflict, status } = remarks;
  const schema = await schemaOf(action, asked);
  const title = t(`casework.${action.name}.title`);
  if (status) ctx.status = status;
  render(ctx, 'cases/work', {
    title,
    section: 'cases',
    crumbs: [
      { label: t('nav.cases'), href: '/cases' },
      { label: file.number, href: `/cases/${file.id}` },
      { label: title },
    ],
    file,
    action: ctx.url,
    lead: t(`casework.${action.name}.lead`),
    go: t(`casework.${action.name}.go`),
    token,
    conflict,
    wrong: Object.entries(errors).map(([name, error]) => ({
      name,
      label: labelOfInput(schema, name),
      error,
    })),
    fields: new views.environment.SafeString(renderForm(schema, { typed, errors, attachments: {}, t })),
  });
};
