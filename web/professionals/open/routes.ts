import { randomUUID } from 'node:crypto';
import { derivedId } from '../../../core/derived-id.js';
import type { Services } from '../../../core/services.js';
import { powers, type PartyPower } from '../../../db/party-powers.js';
import { createCaseDraft } from '../../../db/transactions/case-drafts.js';
import { dateInRome } from '../../../law/calendar.js';
import { auditRead } from '../../access.js';
import { field } from '../../form-body.js';
import {
  createRouter,
  demandRole,
  formOf,
  redirectWith,
  render,
  type Page,
  type PageRouter,
} from '../../page.js';
import { demandStudio, studioCrumbs } from '../demand.js';

/** Principals of a studio whose power covers a procedure today, each once, by name; those of a single case are left out. */
const principalsFor = (held: PartyPower[], procedureId: string): PartyPower[] => {
  const covering = held.filter(
    (power) =>
      power.state === 'holds' && !power.caseId && (!power.procedureId || power.procedureId === procedureId),
  );
  const once = new Map(covering.map((power) => [power.principalId, power]));
  return [...once.values()];
};

/** Several cases of one procedure for different principals: a form to fill in for each, the studio already its delegate. */
export const openManyRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, catalogue, clock } = services;

  const show = async (ctx: Page, procedureId: string, token: string, error?: string): Promise<void> => {
    const actor = demandRole(ctx, 'operator');
    const studio = await demandStudio(services, ctx);
    await auditRead(services, actor, { act: 'soggetto.letto', partyId: studio.id });
    const held = await powers(db, dateInRome(clock.now()), { agentId: studio.id });
    const chosen = formOf(ctx).fields.getAll('principal');
    if (error) ctx.status = 422;
    const title = ctx.state.t('professionals.open.title');
    render(ctx, 'professionals/open', {
      title,
      section: 'professionals',
      crumbs: studioCrumbs(ctx, studio, title),
      studio: { id: studio.id, name: studio.displayName },
      token,
      error,
      wrong: error ? [{ name: 'principals', label: ctx.state.t('professionals.principals'), error }] : [],
      procedure: procedureId,
      procedures: (await catalogue.published()).map((version) => ({
        value: version.procedureId,
        label: version.sheet.title,
        chosen: version.procedureId === procedureId,
      })),
      principals: principalsFor(held, procedureId).map((power) => ({
        ...power,
        chosen: chosen.includes(power.principalId),
      })),
    });
  };

  router.get('/professionals/:partyId/open', async (ctx) => {
    const [first] = await catalogue.published();
    const wanted = ctx.query['procedure'];
    await show(ctx, typeof wanted === 'string' ? wanted : (first?.procedureId ?? ''), randomUUID());
  });

  router.post('/professionals/:partyId/open', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const studio = await demandStudio(services, ctx);
    const form = formOf(ctx);
    const [procedureId, token] = [field(form, 'procedure'), field(form, 'token')];
    const held = await powers(db, dateInRome(clock.now()), { agentId: studio.id });
    const wanted = new Set(form.fields.getAll('principal'));
    const principals = principalsFor(held, procedureId).filter(({ principalId }) => wanted.has(principalId));
    if (principals.length === 0 || !(await catalogue.latest(procedureId))) {
      return show(ctx, procedureId, token, ctx.state.t('professionals.open.nobody'));
    }
    for (const { principalId } of principals) {
      await createCaseDraft(services, actor, {
        procedureId,
        applicantId: principalId,
        delegateId: studio.id,
        id: derivedId('drafts', token, principalId),
      });
    }
    redirectWith(ctx, `/professionals/${studio.id}`, 'professionals.open.done', { count: principals.length });
  });
  return router;
};
