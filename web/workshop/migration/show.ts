import {
  previewOf,
  type PlannedMove,
  type PreviewedCase,
} from '../../../db/transactions/workshop/moving/preview.js';
import { confirmationWord } from '../../../db/transactions/workshop/moving/move-cases.js';
import { may } from '../../../core/actor.js';
import { dateInRome } from '../../../law/calendar.js';
import type { DiagramModel } from '../../../processes/catalogue/diagram-model.js';
import { drawnId } from '../../../processes/catalogue/shared/bind.js';
import { formatDate } from '../../format.js';
import { wayTaken } from '../../diagram/way.js';
import { bpmnIoMark } from '../../diagram/draw.js';
import type { Diagrams } from '../../diagram/diagrams.js';
import { actorOf, render, type Page } from '../../page.js';
import type { Typed } from '../publication/page.js';
import { mappingRows, nameIn } from './choices.js';

/** The plan, as it would move each case: two diagrams, the table of mappings, the preview, and the word to be typed. */
export const showPlan = async (
  ctx: Page,
  plan: PlannedMove,
  diagrams: Diagrams,
  typed?: Typed,
): Promise<void> => {
  const { services, t, views } = ctx.state;
  const { SafeString } = views.environment;
  const preview = await previewOf(services, plan);
  const { from, to, cases } = preview;
  const moved = cases.filter(({ move }) => move.way !== null);
  const marked = async (versionId: string, ids: string[]): Promise<object | null> => {
    const svg = await diagrams.svgOf(versionId).catch(() => null);
    const way = { passed: new Set<string>(), active: new Set(ids.map(drawnId)), flows: new Set<string>() };
    return svg === null ? null : new SafeString(wayTaken(svg, way));
  };
  if (typed) ctx.status = 422;
  render(ctx, 'workshop/migration', {
    title: t('workshop.migrate.title', { title: to.sheet.title }),
    section: 'workshop',
    crumbs: [
      { label: t('workshop.title'), href: '/workshop' },
      { label: t('workshop.history'), href: `/workshop/${to.procedureId}/history` },
      { label: t('workshop.migrate') },
    ],
    from,
    to,
    mappings: mappingRows(cases, { from: from.model, to: to.model, mapping: plan.mapping }),
    cases: cases.map((one) => shownCase(one, from.model, to.model, t)),
    movable: moved.length,
    stays: cases.length - moved.length,
    drawings: {
      before: await marked(
        from.id,
        cases.flatMap(({ active }) => active.map(({ elementId }) => elementId)),
      ),
      after: await marked(
        to.id,
        moved.flatMap(({ move }) => (move.way ? move.targets.map(({ target }) => target) : [])),
      ),
      mark: new SafeString(bpmnIoMark),
    },
    fingerprint: preview.fingerprint,
    isAdministrator: may(actorOf(ctx), 'administrator'),
    word: confirmationWord,
    today: dateInRome(services.clock.now()),
    typed: typed?.values ?? {},
    errors: typed?.errors ?? {},
  });
};

/** Numbers and steps only: who a case is about is nobody's business here. */
const shownCase = (
  { number, active, move, dueDate }: PreviewedCase,
  from: DiagramModel,
  to: DiagramModel,
  t: Page['state']['t'],
) => ({
  number,
  stands: active.map(({ elementId }) => nameIn(from, elementId)).join(', '),
  wouldStand: move.way ? move.targets.map(({ target }) => nameIn(to, target)).join(', ') : null,
  tasks: move.way
    ? t(`workshop.migrate.tasks.${move.way}`)
    : t(`workshop.migrate.reason.${move.obstacle.code}`, {
        element: nameIn(from, move.obstacle.elementId ?? ''),
      }),
  term: dueDate ? t('workshop.migrate.term', { date: formatDate(dueDate) }) : t('workshop.migrate.term.none'),
});
