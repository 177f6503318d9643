import { may } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import { caseTerm } from '../../../db/term-ledger.js';
import { discardTyping } from '../../../db/transactions/discard-typing.js';
import { dateInRome } from '../../../law/calendar.js';
import { answers } from '../../../processes/catalogue/forms/answers.js';
import { demandCase } from '../../access.js';
import { spokenOfCase } from '../../contacts/of-case/query.js';
import { createDiagrams, type Diagrams } from '../../diagram/diagrams.js';
import type { Person } from '../../inbox/query.js';
import {
  createRouter,
  demandRole,
  keyParam,
  redirectWith,
  render,
  uuidParam,
  type Page,
  type PageRouter,
} from '../../page.js';
import { withoutAddresses } from '../../tasks/form-labels.js';
import { emptyForm, typingOf } from '../../tasks/typing.js';
import { auditReadOnce } from '../audit-read.js';
import { caseWork } from '../work/query.js';
import { toldTo } from '../work/told.js';
import { withdrawalMessage } from '../work/withdrawal.js';
import { ballOf } from './ball.js';
import { engineView } from './present-query.js';
import { caseHead, caseLetters, caseParties, casePapers, troubledCommands, unsentTyping } from './query.js';
import { auditRows, readers, registrationRows } from './timeline-query.js';
import { termView } from './term.js';
import { timelineOf } from './timeline.js';
import { wayOf } from './way.js';

/** One case, whole. */
export const casePageRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const diagrams = createDiagrams(services.catalogue);
  const reader = (ctx: Page): Person => demandRole(ctx, 'operator', 'officer', 'responsible');

  router.get('/cases/:caseId', async (ctx) => {
    const actor = reader(ctx);
    await showCase(services, ctx, { diagrams, actor, caseId: uuidParam(ctx, 'caseId', 'Pratica') });
  });

  router.post('/cases/:caseId/typing/:jobKey/discard', async (ctx) => {
    const actor = reader(ctx);
    const { id } = await demandCase(services, actor, uuidParam(ctx, 'caseId', 'Pratica'));
    await discardTyping(services, actor, { caseId: id, jobKey: keyParam(ctx, 'jobKey', 'Appunto') });
    redirectWith(ctx, `/cases/${id}`, 'cases.typing.discarded');
  });
  return router;
};

interface Showing {
  diagrams: Diagrams;
  actor: Person;
  caseId: string;
}

const showCase = async (
  services: Services,
  ctx: Page,
  { diagrams, actor, caseId }: Showing,
): Promise<void> => {
  const { db, catalogue, clock } = services;
  const { t } = ctx.state;
  const since = Date.now();
  const file = await demandCase(services, actor, caseId);
  await auditReadOnce(services, ctx, { act: 'pratica.letta', caseId });
  const version = await catalogue.version(file.procedureVersionId);
  const [head, parties, papers, letters, view, trail, registrations, readings, unsent, troubled, term, work] =
    await Promise.all([
      caseHead(db, caseId),
      caseParties(db, caseId, dateInRome(clock.now())),
      casePapers(db, caseId),
      caseLetters(db, caseId),
      engineView(db, caseId),
      auditRows(db, file),
      registrationRows(db, caseId),
      readers(db, caseId),
      unsentTyping(db, actor, caseId),
      troubledCommands(db, caseId),
      caseTerm(db, file, version.sheet.term, dateInRome(clock.now())),
      caseWork(services, actor, file),
    ]);
  const audit = await toldTo(db, actor, { audit: trail, inside: work.inside });
  const { model, sheet } = version;
  const awaited = sheet.messages.filter(({ name }) => view.awaited.includes(name));
  const offices = new Map(catalogue.municipality.offices.map(({ id, name }) => [id, name]));
  const form = (key: string | null) => catalogue.formOf(version, key) ?? emptyForm;
  render(ctx, 'cases/page', {
    title: t('cases.page.title', { number: file.number, subject: file.subject }),
    section: 'cases',
    crumbs: [{ label: t('nav.cases'), href: '/cases' }, { label: file.number }],
    since,
    file,
    head,
    parties,
    papers,
    letters,
    ball: ballOf({ ...file, view, model, sheet, offices, t }),
    myTasks: view.tasks
      .filter(({ groups, isSent }) => !isSent && actor.officeId !== null && groups.includes(actor.officeId))
      .map(({ key, elementId }) => ({ key, title: model.elements.get(elementId)?.name ?? elementId })),
    incidents: view.incidents.map(({ key, elementId }) => ({
      key,
      title: model.elements.get(elementId)?.name ?? elementId,
    })),
    awaited: awaited.filter(({ name }) => name !== withdrawalMessage),
    withdrawal: awaited.find(({ name }) => name === withdrawalMessage),
    work,
    troubled: troubled.map((command) => ({ ...command, what: t(`cases.command.${command.kind}`) })),
    unsent: unsent.map((typing) => ({
      ...typing,
      title: model.elements.get(typing.elementId)?.name ?? typing.elementId,
      answers: answers(form(typing.formKey), typingOf(typing.data).typed),
    })),
    application: answers(
      may(actor, 'operator') ? form(sheet.applicationForm) : withoutAddresses(form(sheet.applicationForm)),
      file.application,
    ),
    timeline: timelineOf({ audit, registrations, letters, passages: view.passages, model, offices, t }),
    readers: readings,
    term: termView({ length: sheet.term, end: sheet.term.end, state: term, t }),
    termSource: sheet.term.source,
    spoken: may(actor, 'operator') ? await spokenOfCase(db, caseId) : {},
    way: await wayOf(ctx, diagrams, { version, view }),
  });
};
