import { randomUUID } from 'node:crypto';
import { may } from '../../../core/actor.js';
import { InputError, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { DuplicateError, registerByHand } from '../../../db/transactions/register-by-hand.js';
import { receiveDocument } from '../../../db/transactions/receive-document.js';
import type { Registration } from '../../../db/models/registration.js';
import { readTitolario } from '../../../processes/catalogue/titolario.js';
import { field } from '../../form-body.js';
import {
  createRouter,
  formOf,
  isUuid,
  redirectWith,
  render,
  type Page,
  type PageRouter,
} from '../../page.js';
import { acceptedEndings } from '../../uploads/kinds.js';
import { demandRegister } from '../access.js';
import { blank, questionNames, readRegistration, typedOf, type Typed } from './form.js';
import { pendingPapers, type PendingPaper } from './query.js';

interface Showing {
  typed: Typed;
  papers: PendingPaper[];
  token: string;
  errors?: Record<string, string>;
  /** The registration that the same document has already, when that is the question. */
  earlier?: Registration;
  status?: number;
}

/** Registering a document outside any procedure: what a sender brought, with the sender's own date and number. */
export const newRegistrationRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db } = services;

  const show = async (
    ctx: Page,
    { typed, papers, token, errors = {}, earlier, status }: Showing,
  ): Promise<void> => {
    const { t } = ctx.state;
    const actor = demandRegister(ctx);
    if (status) ctx.status = status;
    const titolario = await readTitolario();
    const order = [
      'direction',
      'correspondent',
      'object',
      'document',
      'attachments',
      ...questionNames.slice(3),
    ];
    render(ctx, 'register/new', {
      title: t('register.new.title'),
      section: 'register',
      crumbs: [{ label: t('nav.register'), href: '/register' }, { label: t('register.new.title') }],
      typed,
      errors,
      token,
      papers,
      main: papers.filter((paper) => paper.field === 'document'),
      attachments: papers.filter((paper) => paper.field !== 'document'),
      mayChooseDirection: may(actor, 'registrar'),
      mayNameCase: may(actor, 'operator'),
      isFirst: !earlier && Object.keys(errors).length === 0,
      correspondentLabel: may(actor, 'registrar') ? '' : t('register.role.incoming'),
      isOutgoing: typed.direction === 'outgoing',
      groups: titolario.map((group) => ({
        ...group,
        classes: group.classes.map((one) => ({ ...one, selected: one.code === typed.classification })),
      })),
      earlier: earlier && { id: earlier.id, number: earlier.protocol, registeredAt: earlier.registeredAt },
      accept: acceptedEndings.join(','),
      kinds: acceptedEndings.join(' '),
      limit: services.config.SPORTELLO_UPLOAD_LIMIT_MB,
      wrong: order.filter((name) => errors[name]).map((name) => ({ name, error: errors[name] })),
    });
  };

  router.get('/register/new', async (ctx) => {
    const actor = demandRegister(ctx);
    const scan = String(ctx.query['document'] ?? '');
    const listed = isUuid(scan) ? [{ field: 'document', documentId: scan }] : [];
    const papers = await pendingPapers(db, actor, listed);
    await show(ctx, { typed: blank(), papers, token: randomUUID() });
  });

  router.post('/register/new', async (ctx) => {
    const actor = demandRegister(ctx);
    const form = formOf(ctx);
    const token = field(form, 'token');
    if (!isUuid(token)) throw new NotFoundError('Modulo');
    const action = field(form, 'action') || 'register';
    const removed = action.replace(/^remove:/, '');
    const listed = form.fields
      .getAll('_file')
      .map((entry) => ({ documentId: entry.slice(0, 36), field: entry.slice(37) }))
      .filter(({ documentId }) => isUuid(documentId) && documentId !== removed);
    const at = services.clock.now();
    for (const file of form.files) {
      const documentId = await receiveDocument(db, { ...file, actor, at });
      const others = file.field === 'document' ? listed.filter((one) => one.field !== 'document') : listed;
      listed.splice(0, listed.length, ...others, { field: file.field, documentId });
    }
    const papers = await pendingPapers(db, actor, listed);
    const typed = typedOf(form);
    const showing = { typed, papers, token };
    if (action !== 'register' && action !== 'again') return show(ctx, showing);

    const titolario = await readTitolario();
    const reading = await readRegistration(services, actor, { typed, papers, titolario, t: ctx.state.t });
    const errors = { ...(reading.ok ? {} : reading.errors), ...form.fileErrors };
    // A form sent twice finds its documents registered: the transaction knows the token and gives the same answer
    const before = await db('registration')
      .where({ submission_token: token })
      .first<{ id: string } | undefined>('id');
    if (before) return redirectWith(ctx, `/register/${before.id}`);
    if (!reading.ok || Object.keys(errors).length > 0)
      return show(ctx, { ...showing, errors, status: form.tooLarge ? 413 : 422 });
    try {
      const registration = await registerByHand(services, actor, {
        ...reading.input,
        submissionToken: token,
        duplicateAccepted: action === 'again',
      });
      redirectWith(ctx, `/register/${registration.id}`, 'register.new.done', {
        number: registration.protocol,
      });
    } catch (error) {
      if (error instanceof DuplicateError)
        return show(ctx, { ...showing, earlier: error.earlier, status: 409 });
      if (!(error instanceof InputError)) throw error;
      await show(ctx, { ...showing, errors: error.fields, status: 422 });
    }
  });
  return router;
};
