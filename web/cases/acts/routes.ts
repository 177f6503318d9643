import { randomUUID } from 'node:crypto';
import { ConflictError, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import type { Attachment } from '../../../db/transactions/attachments.js';
import { receiveAct } from '../../../db/transactions/receive-act.js';
import { receiveDocument } from '../../../db/transactions/receive-document.js';
import type { FormSchema } from '../../../processes/catalogue/bundle.js';
import type { Sheet } from '../../../processes/catalogue/sheet.js';
import { dateInRome } from '../../../law/calendar.js';
import { demandCase } from '../../access.js';
import { field } from '../../form-body.js';
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
import { pendingFiles } from '../../tasks/query.js';
import { byField, readTaskForm, type PendingFile } from '../../tasks/typing.js';
import type { JsonObject } from '../../../core/json.js';

/** An act needs something that says it: without a form of its own, a few words of the desk and the paper itself. */
const plainAct: FormSchema = {
  id: 'atto',
  components: [
    {
      type: 'textarea',
      key: 'sintesi',
      label: 'Che cosa dice, in breve',
      validate: { required: true, maxLength: 2000 },
    },
    { type: 'filepicker', key: 'atto', label: 'Il documento presentato' },
  ],
};

type Act = Sheet['messages'][number];

interface Showing {
  caseId: string;
  number: string;
  act: Act;
  schema: FormSchema;
  token: string;
  typed?: JsonObject;
  files?: PendingFile[];
  errors?: Record<string, string>;
  status?: number;
}

/** Recording an act that the diagram waits for: a withdrawal, observations, missing documents. */
export const actRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  const wanted = async (ctx: Page) => {
    const actor = demandRole(ctx, 'operator');
    const file = await demandCase(services, actor, uuidParam(ctx, 'caseId', 'Pratica'));
    const version = await services.catalogue.version(file.procedureVersionId);
    const act = version.sheet.messages.find(({ name }) => name === ctx.params['message']);
    if (!act) throw new NotFoundError('Atto');
    const schema = services.catalogue.formOf(version, act.form ?? null) ?? plainAct;
    return { actor, file, act, schema };
  };

  router.get('/cases/:caseId/acts/:message', async (ctx) => {
    const { file, act, schema } = await wanted(ctx);
    show(ctx, { caseId: file.id, number: file.number, act, schema, token: randomUUID() });
  });

  router.post('/cases/:caseId/acts/:message', async (ctx) => {
    const { actor, file, act, schema } = await wanted(ctx);
    const form = formOf(ctx);
    const token = field(form, 'token');
    if (!isUuid(token)) throw new NotFoundError('Modulo');
    const removed = field(form, 'action').replace(/^remove:/, '');
    const attachments: Attachment[] = form.fields
      .getAll('_file')
      .map((entry) => ({ field: entry.slice(37), documentId: entry.slice(0, 36) }))
      .filter(({ documentId }) => isUuid(documentId) && documentId !== removed);
    const at = services.clock.now();
    for (const file of form.files) {
      attachments.push({
        field: file.field,
        documentId: await receiveDocument(services.db, { ...file, actor, at }),
      });
    }
    const reading = await readTaskForm(services, {
      schema,
      form,
      attachments,
      caseDays: { from: dateInRome(file.presentedAt), to: dateInRome(at) },
    });
    const files = await pendingFiles(services.db, attachments, actor.id);
    const showing = { caseId: file.id, number: file.number, act, schema, token, typed: reading.typed, files };
    const isSent = (field(form, 'action') || 'record') === 'record';
    const errors = isSent ? reading.errors : form.fileErrors;
    if (!isSent || Object.keys(errors).length > 0) {
      return show(ctx, { ...showing, errors, status: isSent ? (form.tooLarge ? 413 : 422) : 200 });
    }
    try {
      const { protocol } = await receiveAct(services, actor, {
        caseId: file.id,
        messageName: act.name,
        data: reading.data,
        attachments: files.map(({ field: name, documentId }) => ({ field: name, documentId })),
        submissionToken: token,
      });
      redirectWith(ctx, `/cases/${file.id}`, 'cases.act.recorded', { act: act.label, protocol });
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      show(ctx, { ...showing, errors: { _act: `${error.message} ${error.remedy}` }, status: 409 });
    }
  });
  return router;
};

const show = (ctx: Page, showing: Showing): void => {
  const { t, views } = ctx.state;
  const { schema, errors = {}, files = [], typed = {}, act, status } = showing;
  if (status) ctx.status = status;
  const { _act: conflict, ...wrong } = errors;
  render(ctx, 'cases/acts', {
    title: t('cases.act.title', { act: act.label }),
    section: 'cases',
    crumbs: [
      { label: t('nav.cases'), href: '/cases' },
      { label: showing.number, href: `/cases/${showing.caseId}` },
      { label: act.label },
    ],
    ...showing,
    conflict,
    files,
    wrong: Object.entries(wrong).map(([name, error]) => ({ name, label: labelOfInput(schema, name), error })),
    fields: new views.environment.SafeString(
      renderForm(schema, { typed, errors: wrong, attachments: byField(files), t }),
    ),
  });
};
