import { InputError, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { moveCases } from '../../../db/transactions/workshop/moving/move-cases.js';
import { movedCasesOf, planById } from '../../../db/transactions/workshop/moving/plans.js';
import type { PlannedMove } from '../../../db/transactions/workshop/moving/preview.js';
import { createDiagrams } from '../../diagram/diagrams.js';
import { field } from '../../form-body.js';
import {
  actorOf,
  formOf,
  isUuid,
  redirectWith,
  render,
  uuidParam,
  type Page,
  type PageRouter,
} from '../../page.js';
import { effectOn } from '../compare/effect.js';
import { historyOf } from '../history/query.js';
import { showPlan } from './show.js';

const mappingPrefix = 'to.';

/** `to.Task_A=Task_B`: what was chosen for the steps where cases stand. */
const mappingOf = (fields: URLSearchParams): Record<string, string> =>
  Object.fromEntries(
    [...fields]
      .filter(([name]) => name.startsWith(mappingPrefix))
      .map(([name, value]) => [name.slice(mappingPrefix.length), value]),
  );

/** Moving the open cases of an earlier version to the one in force: preview, confirmation, what became of it. */
export const addMigration = (router: PageRouter, services: Services): void => {
  const { db, catalogue } = services;
  const diagrams = createDiagrams(catalogue);

  const planned = async (ctx: Page, fields: URLSearchParams): Promise<PlannedMove> => {
    const latest = await catalogue.latest(ctx.params['procedureId'] ?? '');
    const fromVersionId = fields.get('from') ?? '';
    if (!latest || !isUuid(fromVersionId)) throw new NotFoundError('Versione');
    return { fromVersionId, toVersionId: latest.id, mapping: mappingOf(fields) };
  };

  router.get('/workshop/:procedureId/migrate', async (ctx) => {
    const page = ctx as Page;
    const fields = new URLSearchParams(ctx.querystring);
    if (fields.has('from')) return showPlan(page, await planned(page, fields), diagrams);
    const procedureId = ctx.params['procedureId'] ?? '';
    const latest = await catalogue.latest(procedureId);
    if (!latest) throw new NotFoundError('Procedimento');
    const { t } = ctx.state;
    const rows = await historyOf(db, procedureId);
    render(page, 'workshop/migration/choose', {
      title: t('workshop.migrate.title', { title: latest.sheet.title }),
      section: 'workshop',
      crumbs: [
        { label: t('workshop.title'), href: '/workshop' },
        { label: t('workshop.history'), href: `/workshop/${procedureId}/history` },
        { label: t('workshop.migrate') },
      ],
      latest,
      effect: await effectOn(db, procedureId),
      versions: rows.filter(({ id, openCases }) => openCases > 0 && id !== latest.id),
    });
  });

  router.post('/workshop/:procedureId/migrate', async (ctx) => {
    const page = ctx as Page;
    const form = formOf(page);
    const plan = await planned(page, form.fields);
    const values = { reason: field(form, 'reason'), word: field(form, 'word') };
    try {
      const id = await moveCases(services, actorOf(page), {
        ...plan,
        ...values,
        fingerprint: field(form, 'fingerprint'),
      });
      redirectWith(page, `/workshop/moves/${id}`, 'workshop.migrate.begun');
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      await showPlan(page, plan, diagrams, { values, errors: error.fields });
    }
  });

  router.get('/workshop/moves/:planId', async (ctx) => {
    const plan = await planById(db, uuidParam(ctx as Page, 'planId', 'Piano'));
    const { t } = ctx.state;
    const [from, to] = await Promise.all([
      catalogue.version(plan.fromVersionId),
      catalogue.version(plan.toVersionId),
    ]);
    const cases = await movedCasesOf(db, plan.id);
    const count = (state: string): number => cases.filter((one) => one.state === state).length;
    render(ctx as Page, 'workshop/migration/plan', {
      title: t('workshop.migrate.plan', { title: to.sheet.title }),
      section: 'workshop',
      crumbs: [
        { label: t('workshop.title'), href: '/workshop' },
        { label: t('workshop.history'), href: `/workshop/${plan.procedureId}/history` },
        { label: t('workshop.migrate') },
      ],
      plan,
      from,
      to,
      cases,
      counts: { moved: count('moved'), waiting: count('waiting'), refused: count('refused') },
    });
  });
};
