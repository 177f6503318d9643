import { NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { Party } from '../../../db/models/party.js';
import { createCaseDraft } from '../../../db/transactions/case-drafts.js';
import type { ProcedureVersion } from '../../../processes/catalogue/catalogue.js';
import { auditRead } from '../../access.js';
import { field } from '../../form-body.js';
import {
  createRouter,
  demandRole,
  formOf,
  isUuid,
  redirectWith,
  render,
  type Page,
  type PageRouter,
} from '../../page.js';
import { findParties, partyLimit } from '../../parties/find/query.js';
import { noticesFor } from '../../notices/query.js';
import { proceduresFor } from '../procedures.js';

const text = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 100) : '');

/** Opening a case, first two steps: which procedure, for whom. */
export const openRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  const partyFrom = async (value: unknown): Promise<{ id: string; name: string } | undefined> => {
    const id = text(value);
    const party = isUuid(id) ? await Party.query(services.db).findById(id) : undefined;
    return party && { id: party.id, name: party.displayName };
  };

  const procedureOf = async (ctx: Page): Promise<ProcedureVersion> => {
    const version = await services.catalogue.latest(ctx.params['procedureId'] ?? '');
    if (!version) throw new NotFoundError('Procedimento');
    return version;
  };

  router.get('/desk/open', async (ctx) => {
    demandRole(ctx, 'operator');
    const q = text(ctx.query['q']);
    const published = await services.catalogue.published();
    const procedures = published.map(({ procedureId, sheet }) => ({
      id: procedureId,
      title: sheet.title,
      summary: sheet.summary,
      keywords: sheet.keywords,
    }));
    const title = ctx.state.t('desk.open.title');
    render(ctx, 'desk/open', {
      title,
      section: 'desk',
      crumbs: [{ label: ctx.state.t('nav.desk'), href: '/desk' }, { label: title }],
      q,
      procedures: proceduresFor(procedures, q),
      applicant: await partyFrom(ctx.query['party']),
    });
  });

  const showPersonStep = async (ctx: Page, version: ProcedureVersion, error?: string): Promise<void> => {
    const actor = demandRole(ctx, 'operator');
    const q = text(ctx.query['q']);
    const found = await findParties(services.db, actor, q);
    if (q)
      await auditRead(services, actor, { act: 'soggetti.cercati', details: { risultati: found.length } });
    if (error) ctx.status = 422;
    render(ctx, 'desk/person', {
      title: version.sheet.title,
      section: 'desk',
      crumbs: [
        { label: ctx.state.t('nav.desk'), href: '/desk' },
        { label: ctx.state.t('desk.open.title'), href: '/desk/open' },
        { label: version.sheet.title },
      ],
      sheet: version.sheet,
      notices: await noticesFor(services.db, {
        procedureId: version.procedureId,
        at: services.clock.now(),
        actor,
      }),
      action: `/desk/open/${version.procedureId}`,
      q,
      error,
      chosen: await partyFrom(ctx.query['party']),
      parties: found.slice(0, partyLimit),
      more: found.length > partyLimit,
    });
  };

  router.get('/desk/open/:procedureId', async (ctx) => {
    demandRole(ctx, 'operator');
    await showPersonStep(ctx, await procedureOf(ctx));
  });

  router.post('/desk/open/:procedureId', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const version = await procedureOf(ctx);
    const party = await partyFrom(field(formOf(ctx), 'party'));
    if (!party) return showPersonStep(ctx, version, ctx.state.t('desk.person.missing'));
    const draft = { procedureId: version.procedureId, applicantId: party.id };
    redirectWith(ctx, `/desk/drafts/${await createCaseDraft(services, actor, draft)}`);
  });
  return router;
};
