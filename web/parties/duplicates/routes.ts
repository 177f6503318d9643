import { NotFoundError } from '../../../core/errors.js';
import type { JsonObject } from '../../../core/json.js';
import type { Services } from '../../../core/services.js';
import { mergedFields } from '../../../db/transactions/merge/merged-fields.js';
import { mergeParties } from '../../../db/transactions/merge/merge-parties.js';
import { undoMerge } from '../../../db/transactions/merge/undo-merge.js';
import { setApart } from '../../../db/transactions/party-distinct.js';
import { auditRead } from '../../access.js';
import { field } from '../../form-body.js';
import {
  createRouter,
  demandRole,
  formOf,
  redirectWith,
  render,
  uuidParam,
  type Page,
  type PageRouter,
} from '../../page.js';
import { compareFields } from './compare.js';
import { suspectedPairs } from './query.js';
import { comparedParty } from './compared-party.js';

/** Two records of one party: suspected pairs, compare, merge, undo, or say that they are two. */
export const duplicateRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db } = services;

  router.get('/parties/duplicates', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const pairs = await suspectedPairs(db);
    await auditRead(services, actor, { act: 'doppioni.visti', details: { coppie: pairs.length } });
    const title = ctx.state.t('parties.duplicates.title');
    render(ctx, 'parties/duplicates/list', {
      title,
      section: 'parties',
      crumbs: [{ label: ctx.state.t('nav.parties'), href: '/parties' }, { label: title }],
      pairs,
    });
  });

  const pairOf = async (ctx: Page) => {
    const [kept, other] = await Promise.all([
      comparedParty(db, uuidParam(ctx, 'partyId', 'Soggetto')),
      comparedParty(db, uuidParam(ctx, 'otherId', 'Soggetto')),
    ]);
    if (!kept || !other || kept.id === other.id) throw new NotFoundError('Soggetto');
    return { kept, other };
  };

  router.get('/parties/:partyId/compare/:otherId', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const { kept, other } = await pairOf(ctx);
    for (const { id } of [kept, other])
      await auditRead(services, actor, { act: 'soggetto.letto', partyId: id });
    const { t, locale } = ctx.state;
    const title = t('parties.compare.title');
    render(ctx, 'parties/duplicates/compare', {
      title,
      section: 'parties',
      crumbs: [
        { label: t('nav.parties'), href: '/parties' },
        { label: t('parties.duplicates.title'), href: '/parties/duplicates' },
        { label: title },
      ],
      kept,
      other,
      fields: compareFields(t, locale, kept.row as JsonObject, other.row as JsonObject),
    });
  });

  router.post('/parties/:partyId/merge/:otherId', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const form = formOf(ctx);
    const keptId = uuidParam(ctx, 'partyId', 'Soggetto');
    const mergedId = uuidParam(ctx, 'otherId', 'Soggetto');
    const versions = {
      kept: Number(field(form, 'keptVersion')),
      merged: Number(field(form, 'otherVersion')),
    };
    const chosen = mergedFields.filter((name) => field(form, `from.${name}`) === 'other');
    await mergeParties(services, actor, { keptId, mergedId, chosen, versions });
    redirectWith(ctx, `/parties/${keptId}`, 'parties.merged');
  });

  router.post('/parties/:partyId/apart/:otherId', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const [one, two] = [uuidParam(ctx, 'partyId', 'Soggetto'), uuidParam(ctx, 'otherId', 'Soggetto')];
    await setApart(services, actor, one, two);
    redirectWith(ctx, '/parties/duplicates', 'parties.apart');
  });

  router.post('/parties/merges/:mergeId/undo', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const { keptId } = await undoMerge(services, actor, uuidParam(ctx, 'mergeId', 'Unione'));
    redirectWith(ctx, `/parties/${keptId}`, 'parties.unmerged');
  });
  return router;
};
