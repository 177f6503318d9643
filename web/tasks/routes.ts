import { ConflictError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { keepTyping, saveDraft } from '../../db/transactions/claims.js';
import { completeTask } from '../../db/transactions/complete-task.js';
import { receiveDocument } from '../../db/transactions/receive-document.js';
import { field } from '../form-body.js';
import { dateInRome } from '../../law/calendar.js';
import type { Person } from '../inbox/query.js';
import { seen } from '../live/presence.js';
import {
  createRouter,
  demandRole,
  formOf,
  keyParam,
  redirectWith,
  wantsPart,
  type Page,
  type PageRouter,
} from '../page.js';
import { claimRoutes } from './claims/routes.js';
import { placeAfter } from './form-labels.js';
import { demandWorkableTask, type TaskFacts } from './query.js';
import { sentRoutes } from './sent/routes.js';
import { schemaOf, showTask } from './show.js';
import { draftOf, readTaskForm, typingOf, type Reading, type Typing } from './typing.js';

/** One task: what to do, its form, its case beside; taking, giving back, handing over; what follows its sending. */
export const taskRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const worker = (ctx: Page): Person => demandRole(ctx, 'operator', 'officer', 'responsible');

  router.get('/tasks/:jobKey', async (ctx) => {
    const actor = worker(ctx);
    const task = await demandWorkableTask(services.db, actor, keyParam(ctx, 'jobKey', 'Compito'));
    // A browser without scripts is seen when it opens the page; the others tell by their stream
    if (!wantsPart(ctx)) await seen(services.db, task.key, actor.id, task.caseId);
    await showTask(services, ctx, { actor, task });
  });

  router.post('/tasks/:jobKey', async (ctx) => {
    const actor = worker(ctx);
    const task = await demandWorkableTask(services.db, actor, keyParam(ctx, 'jobKey', 'Compito'));
    await receive(services, ctx, actor, task);
  });

  for (const part of [claimRoutes(services), sentRoutes(services)]) router.use(part.routes());
  return router;
};

/** Keeps everything that was sent, then does what the pressed button says. */
const receive = async (services: Services, ctx: Page, actor: Person, task: TaskFacts): Promise<void> => {
  const form = formOf(ctx);
  const action = field(form, 'action') || 'complete';
  const version = await services.catalogue.version(task.procedureVersionId);
  const schema = schemaOf(services, version, task);
  const attachments = await withReceived(services, ctx, actor, typingOf(task.typed), action);
  const reading = await readTaskForm(services, {
    schema,
    form,
    attachments,
    caseDays: { from: dateInRome(task.presentedAt), to: dateInRome(services.clock.now()) },
  });
  const typing = { typed: reading.typed, attachments };

  const kept = await keep(services, ctx, { actor, task, typing });
  if (!kept) return;
  const isChecked = action === 'complete' || field(form, '_checked') === 'yes';
  const errors = isChecked ? reading.errors : form.fileErrors;
  const hasErrors = Object.keys(errors).length > 0;
  if (action === 'complete' && !hasErrors) return send(services, ctx, { actor, task, reading, typing });
  if (action === 'save' && Object.keys(form.fileErrors).length === 0) {
    return redirectWith(ctx, `/inbox#t-${task.key}`, 'tasks.saved');
  }
  if (!['complete', 'refresh'].includes(action) && Object.keys(form.fileErrors).length === 0) {
    return redirectWith(ctx, `/tasks/${task.key}${placeAfter(schema, action, reading.typed)}`);
  }
  const fresh = await demandWorkableTask(services.db, actor, task.key);
  const status = form.tooLarge ? 413 : hasErrors && action === 'complete' ? 422 : 200;
  await showTask(services, ctx, { actor, task: fresh, remarks: { errors, typing, status } });
};

/** The files of the draft, with those that have just come and without the one to take away. */
const withReceived = async (
  { db, clock }: Services,
  ctx: Page,
  actor: Person,
  { attachments }: Typing,
  action: string,
): Promise<Typing['attachments']> => {
  const removed = action.startsWith('remove:') ? action.slice('remove:'.length) : '';
  const kept = attachments.filter(({ documentId }) => documentId !== removed);
  for (const file of formOf(ctx).files) {
    const documentId = await receiveDocument(db, { ...file, actor, at: clock.now() });
    kept.push({ field: file.field, documentId });
  }
  return kept;
};

interface Sending {
  actor: Person;
  task: TaskFacts;
  typing: Typing;
}

/** Stores the draft. @returns false when the task is no more and the page says so */
const keep = async (services: Services, ctx: Page, { actor, task, typing }: Sending): Promise<boolean> => {
  if (task.sentAt) {
    redirectWith(ctx, `/tasks/${task.key}/sent`); // a second click, the back button: it was sent already
    return false;
  }
  try {
    await saveDraft(services, actor, { jobKey: task.key, data: draftOf(typing) });
    return true;
  } catch (error) {
    if (!(error instanceof ConflictError) || error.code !== 'task.gone') throw error;
    await keepTyping(services.db, {
      jobKey: task.key,
      caseId: task.caseId,
      accountId: actor.id,
      data: draftOf(typing),
      at: services.clock.now(),
      reason: 'task-gone',
    });
    await explain(services, ctx, { actor, task, typing }, error);
    return false;
  }
};

const send = async (
  services: Services,
  ctx: Page,
  { reading, ...sending }: Sending & { reading: Reading },
): Promise<void> => {
  const { actor, task } = sending;
  try {
    const attachments = reading.files.map(({ field: name, documentId }) => ({ field: name, documentId }));
    await completeTask(services, actor, { jobKey: task.key, data: reading.data, attachments });
    redirectWith(ctx, `/tasks/${task.key}/sent`);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    if (error.code === 'task.already-completing') redirectWith(ctx, `/tasks/${task.key}/sent`);
    else await explain(services, ctx, sending, error);
  }
};

/** The page after somebody or the diagram was faster: what happened, and what was typed, for copying. */
const explain = async (
  services: Services,
  ctx: Page,
  { actor, task, typing }: Sending,
  { message, remedy }: ConflictError,
): Promise<void> => {
  const fresh = await demandWorkableTask(services.db, actor, task.key);
  // While typing goes on the form stays as it is: only the line above it says what happened
  if (wantsPart(ctx)) {
    ctx.set({ 'hx-retarget': '#task-state', 'hx-reselect': '#task-state', 'hx-reswap': 'morph' });
  }
  await showTask(services, ctx, {
    actor,
    task: fresh,
    remarks: { conflict: { message, remedy }, typing, status: 409 },
  });
};
