import { ConflictError, NotFoundError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { mendIncident } from '../../db/transactions/mend-incident.js';
import { auditReadOnce } from '../cases/audit-read.js';
import type { Person } from '../inbox/query.js';
import { taskTitle } from '../inbox/rows.js';
import {
  createRouter,
  demandRole,
  formOf,
  keyParam,
  redirectWith,
  render,
  type Page,
  type PageRouter,
} from '../page.js';
import { explain } from './explain.js';
import { attemptsAt, incidentByKey, openIncidents, variablesAt, type Incident } from './query.js';
import { editable, kinds, readMending, type Mending } from './variables.js';

/** Blocked steps: what stopped, why, and trying again. */
export const incidentRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, catalogue } = services;
  const keeper = (ctx: Page): Person => demandRole(ctx, 'officer', 'responsible', 'administrator');

  router.get('/incidents', async (ctx) => {
    const actor = keeper(ctx);
    const since = Date.now();
    const incidents = await openIncidents(db, actor);
    const rows = incidents.map(async (incident) => ({
      ...incident,
      title: await taskTitle(catalogue, incident.procedureVersionId, incident.elementId),
      ...explain(ctx.state.t, incident),
    }));
    render(ctx, 'incidents/list', {
      title: ctx.state.t('incidents.title'),
      section: 'incidents',
      since,
      rows: await Promise.all(rows),
    });
  });

  const wanted = async (ctx: Page, actor: Person): Promise<Incident> => {
    const incident = await incidentByKey(db, actor, keyParam(ctx, 'incidentKey', 'Passo bloccato'));
    if (!incident) throw new NotFoundError('Passo bloccato');
    return incident;
  };

  router.get('/incidents/:incidentKey', async (ctx) => {
    const actor = keeper(ctx);
    await show(ctx, await wanted(ctx, actor));
  });

  router.post('/incidents/:incidentKey', async (ctx) => {
    const actor = keeper(ctx);
    const incident = await wanted(ctx, actor);
    const mending = readMending(await variablesAt(db, incident), formOf(ctx).fields);
    if (Object.keys(mending.problems).length > 0) return show(ctx, incident, mending);
    try {
      await mendIncident(services, actor, { incidentKey: incident.key, variables: mending.changed });
    } catch (error) {
      // A double click, or a colleague's attempt: the page says how it stands
      if (!(error instanceof ConflictError)) throw error;
    }
    redirectWith(ctx, `/incidents/${incident.key}`, 'incidents.sent');
  });

  const show = async (ctx: Page, incident: Incident, mending?: Mending): Promise<void> => {
    const { t } = ctx.state;
    const since = Date.now();
    const [variables, attempts, title] = await Promise.all([
      variablesAt(db, incident),
      attemptsAt(db, incident),
      taskTitle(catalogue, incident.procedureVersionId, incident.elementId),
      auditReadOnce(services, ctx, { act: 'blocco.letto', caseId: incident.caseId }),
    ]);
    const problems = mending?.problems ?? {};
    const choices = kinds.map((value) => ({ value, label: t(`incidents.kind.${value}`) }));
    if (mending) ctx.status = 422;
    render(ctx, 'incidents/page', {
      title,
      section: 'incidents',
      crumbs: [
        { label: t('nav.incidents'), href: '/incidents' },
        { label: [incident.caseNumber, title].filter(Boolean).join(': ') },
      ],
      since,
      incident,
      ...explain(t, incident),
      canMend: incident.status === 'blocked' || incident.status === 'refused',
      variables: (mending?.typed ?? editable(variables)).map((variable) => ({
        ...variable,
        error: problems[`value.${variable.name}`] ? t(problems[`value.${variable.name}`] ?? '') : '',
      })),
      added: mending?.added ?? { name: '', kind: 'text', text: '' },
      addedErrors: {
        name: problems['new.name'] ? t(problems['new.name']) : '',
        value: problems['new.value'] ? t(problems['new.value']) : '',
      },
      choices,
      wrong: Object.entries(problems).map(([name, key]) => ({
        name,
        label: name.startsWith('new.') ? t('incidents.new') : name.slice('value.'.length),
        error: t(key),
      })),
      attempts: attempts.map((attempt) => ({
        ...attempt,
        values: Object.entries(attempt.variables).map(([name, value]) => ({
          name,
          value: JSON.stringify(value),
        })),
        result: t(`incidents.attempt.${attempt.isInVain ? 'in-vain' : attempt.status}`),
      })),
    });
  };
  return router;
};
