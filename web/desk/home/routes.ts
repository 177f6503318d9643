import type { Services } from '../../../core/services.js';
import { createRouter, demandRole, render, type PageRouter } from '../../page.js';
import { waitingScanCount } from '../../scans/query.js';
import { deskTasks, myDrafts, waitingLetters, type DeskTask, type OpenDraft } from './query.js';

/** Where an operator's day begins: one search box, what waits for them and for the desk, letters to hand over. */
export const homeRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, catalogue } = services;

  /** The diagram's own name of what is to be done. */
  const withTitle = async (task: DeskTask): Promise<DeskTask & { title: string }> => {
    const version = await catalogue.version(task.procedureVersionId);
    return { ...task, title: version.model.elements.get(task.elementId)?.name ?? task.elementId };
  };
  const withProcedure = async (draft: OpenDraft): Promise<OpenDraft & { title: string }> => {
    const version = await catalogue.latest(draft.procedureId);
    return { ...draft, title: version?.sheet.title ?? draft.procedureId };
  };

  router.get('/desk', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const [tasks, letters, drafts, published, scans] = await Promise.all([
      deskTasks(db, actor).then((rows) => Promise.all(rows.map(withTitle))),
      waitingLetters(db, actor),
      myDrafts(db, actor).then((rows) => Promise.all(rows.map(withProcedure))),
      catalogue.published(),
      waitingScanCount(db),
    ]);
    render(ctx, 'desk/home', {
      title: ctx.state.t('desk.home.title'),
      section: 'desk',
      mine: tasks.filter(({ mine }) => mine),
      office: tasks.filter(({ mine }) => !mine),
      letters,
      drafts,
      scans,
      procedures: published.map(({ sheet }) => ({ title: sheet.title })),
    });
  });
  return router;
};
