import type { Actor } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import { dueFollowUps } from '../../cases/work/follow-ups.js';
import { awaitedCodes } from '../../parties/find/definition.js';
import { createRouter, demandRole, render, type PageRouter } from '../../page.js';
import { noticesFor } from '../../notices/query.js';
import { panelFor } from '../../queue/panel/show.js';
import { waitingScanCount } from '../../scans/query.js';
import { deskDrafts, deskTasks, waitingLetters, type DeskTask, type OpenDraft } from './query.js';

/** Where an operator's day begins: one search box, what waits for them and for the desk, letters to hand over. */
export const homeRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, catalogue, clock } = services;

  /** The diagram's own name of what is to be done. */
  const withTitle = async (task: DeskTask): Promise<DeskTask & { title: string }> => {
    const version = await catalogue.version(task.procedureVersionId);
    return { ...task, title: version.model.elements.get(task.elementId)?.name ?? task.elementId };
  };
  /** Nobody but its author needs to know a draft of a restricted procedure. */
  const withProcedure = async (drafts: OpenDraft[], actor: Actor) => {
    const rows = drafts.map(async (draft) => {
      const version = await catalogue.latest(draft.procedureId);
      const isMine = draft.accountId === actor.id;
      const isShown = isMine || version?.sheet.restricted === false;
      return isShown ? [{ ...draft, isMine, title: version?.sheet.title ?? draft.procedureId }] : [];
    });
    return (await Promise.all(rows)).flat();
  };

  router.get('/desk', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const [tasks, letters, drafts, followUps, published, notices, scans, codes] = await Promise.all([
      deskTasks(db, actor).then((rows) => Promise.all(rows.map(withTitle))),
      waitingLetters(db, actor),
      deskDrafts(db, actor).then((rows) => withProcedure(rows, actor)),
      dueFollowUps(db, actor),
      catalogue.published(),
      noticesFor(db, { at: clock.now(), actor }),
      waitingScanCount(db),
      awaitedCodes(db),
    ]);
    render(ctx, 'desk/home', {
      title: ctx.state.t('desk.home.title'),
      section: 'desk',
      mine: tasks.filter(({ mine }) => mine),
      office: tasks.filter(({ mine }) => !mine),
      letters,
      followUps,
      drafts,
      notices: notices.filter(({ isRead }) => !isRead),
      queue: await panelFor(ctx),
      scans,
      awaitedCodes: codes,
      procedures: published.map(({ sheet }) => ({ title: sheet.title })),
    });
  });
  return router;
};
