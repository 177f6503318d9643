import { may } from '../../core/actor.js';
import type { Services } from '../../core/services.js';
import { caseSilence } from '../../db/silence.js';
import { dateInRome } from '../../law/calendar.js';
import type { FormSchema } from '../../processes/catalogue/bundle.js';
import type { ProcedureVersion } from '../../processes/catalogue/catalogue.js';
import { answers } from '../../processes/catalogue/forms/answers.js';
import { auditReadOnce } from '../cases/audit-read.js';
import { caseNotes, notesOf } from '../cases/work/query.js';
import { renderForm } from '../forms/render.js';
import { asksFor, bodiesInUse, partiesOfCase } from '../letters/addressee-choices.js';
import { neighbours, type Person } from '../inbox/query.js';
import { inboxState } from '../inbox/state.js';
import { waitingLetters } from '../letters/signing/query.js';
import { render, type Page } from '../page.js';
import { silenceNotice } from '../silence/sentence.js';
import { labelOfInput, withoutAddresses } from './form-labels.js';
import {
  colleaguesOf,
  documentsBeside,
  earlierResults,
  pendingFiles,
  standingOf,
  type TaskFacts,
} from './query.js';
import { byField, emptyForm, typingOf, type Typing } from './typing.js';

/** What must be said when the page is shown again. */
export interface Remarks {
  status?: number;
  errors?: Record<string, string>;
  /** What was sent just now; otherwise the stored draft is shown. */
  typing?: Typing;
  handOver?: { toAccountId: string; note: string; error: string };
  /** Why what was sent was not accepted: message and way out. */
  conflict?: { message: string; remedy: string };
}

/** The form of a task in the version that its case runs on. */
export const schemaOf = (services: Services, version: ProcedureVersion, task: TaskFacts): FormSchema =>
  services.catalogue.formOf(version, task.formKey) ?? emptyForm;

/** Shows a task with its form as far as the reader may work on it, and its case beside. */
export const showTask = async (
  services: Services,
  ctx: Page,
  { actor, task, remarks = {} }: { actor: Person; task: TaskFacts; remarks?: Remarks },
): Promise<void> => {
  const { db, catalogue, clock } = services;
  const { t, session, views } = ctx.state;
  const since = Date.now();
  const version = await catalogue.version(task.procedureVersionId);
  const schema = schemaOf(services, version, task);
  const typing = remarks.typing ?? typingOf(task.typed);
  const today = dateInRome(clock.now());
  const state = inboxState(actor, session);
  const inside = may(actor, 'officer', 'responsible');
  const [colleagues, documents, results, files, beside, notes, { silence }, waiting, bodies, parties] =
    await Promise.all([
      colleaguesOf(db, task),
      documentsBeside(db, task.caseId),
      earlierResults(db, task.caseId),
      pendingFiles(db, typing.attachments),
      neighbours(db, actor, { state, key: task.key, now: clock.now() }),
      caseNotes(db, task.caseId, inside),
      caseSilence(
        db,
        { id: task.caseId, presentedAt: task.presentedAt, closedAt: null },
        version.sheet.term,
        today,
      ),
      inside ? waitingLetters(db, task.caseId) : [],
      asksFor(schema, 'ente-esterno') ? bodiesInUse(db) : [],
      asksFor(schema, 'soggetto-pratica') ? partiesOfCase(db, task.caseId) : [],
      auditReadOnce(services, ctx, { act: 'pratica.letta', caseId: task.caseId }),
    ]);
  const element = version.model.elements.get(task.elementId);
  const standing = standingOf(task, actor);
  const canWork = standing === 'mine' || standing === 'free';
  const errors = remarks.errors ?? {};
  const applicationForm = catalogue.formOf(version, version.sheet.applicationForm) ?? emptyForm;
  if (remarks.status) ctx.status = remarks.status;
  render(ctx, 'tasks/page', {
    title: element?.name ?? task.elementId,
    section: 'inbox',
    crumbs: [
      { label: t('nav.inbox'), href: `/inbox#t-${task.key}` },
      { label: task.caseNumber, href: `/cases/${task.caseId}` },
      { label: element?.name ?? task.elementId },
    ],
    since,
    task,
    documentation: element?.documentation ?? '',
    standing,
    canWork,
    isStale: !canWork,
    fields: new views.environment.SafeString(
      renderForm(schema, {
        typed: typing.typed,
        errors,
        attachments: byField(files),
        t,
        choices: {
          'persona-ufficio': colleagues.map(({ username, name }) => ({ value: username, label: name })),
          'ente-esterno': bodies.map(({ id, name }) => ({ value: id, label: name })),
          'soggetto-pratica': parties.map(({ id, name }) => ({ value: id, label: name })),
        },
      }),
    ),
    kept: answers(schema, typing.typed),
    wrong: Object.entries(errors).map(([name, error]) => ({
      name,
      label: labelOfInput(schema, name),
      error,
    })),
    checked: Object.keys(errors).length > 0,
    savedAt: task.typedAt,
    remarks,
    silence: canWork ? silenceNotice(t, silence, today) : null,
    colleagues: colleagues.filter(({ id }) => id !== actor.id),
    sent: task.sentData ? answers(schema, task.sentData) : [],
    previous: beside.previous,
    next: beside.next,
    documents,
    waiting,
    file: { id: task.caseId },
    work: notesOf(notes, inside),
    application: answers(
      may(actor, 'operator') ? applicationForm : withoutAddresses(applicationForm),
      task.application,
    ),
    results: results.map((result) => ({
      ...result,
      title: version.model.elements.get(result.elementId)?.name ?? result.elementId,
      answers: answers(catalogue.formOf(version, result.formKey) ?? emptyForm, result.data),
    })),
  });
};
