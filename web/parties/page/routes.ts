import { NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { Party, isNatural } from '../../../db/models/party.js';
import { powers } from '../../../db/party-powers.js';
import { dateInRome } from '../../../law/calendar.js';
import { placeByCode } from '../../../law/places/places.js';
import { auditRead } from '../../access.js';
import { formatDate } from '../../format.js';
import {
  createRouter,
  demandRole,
  redirectWith,
  render,
  uuidParam,
  type Page,
  type PageRouter,
} from '../../page.js';
import { suspectsOf } from '../duplicates/query.js';
import { historyOf } from '../history/query.js';
import { codeWarnings, messageName, wordOf } from './facts.js';
import { casesOfParty, codesOfParty, mergesInto } from './query.js';

/** One person or organisation: data, relations, cases, and what was known when. */
export const partyPageRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db } = services;

  /** Relations, history, duplicates. */
  const aroundParty = async (ctx: Page, party: Party) => {
    const { t, locale } = ctx.state;
    const on = dateInRome(services.clock.now());
    const [acts, represented, history, merges] = await Promise.all([
      powers(db, on, { agentId: party.id }),
      powers(db, on, { principalId: party.id }),
      historyOf(db, party.id),
      mergesInto(db, party.id),
    ]);
    const codes = (await codesOfParty(db, party.id)).map(({ value }) => value);
    const shown = (name: string, value: string): string =>
      value && (name === 'birth_date' ? formatDate(value) : wordOf(t, locale, name, value));
    return {
      acts,
      represented,
      merges,
      suspects: await suspectsOf(db, { ...party, codes }, party.id),
      history: history.map((change) => ({
        ...change,
        fields: change.fields.map(({ name, before, after }) => ({
          label: t(`parties.${messageName(name)}`),
          before: shown(name, before),
          after: shown(name, after),
        })),
      })),
    };
  };

  router.get('/parties/:partyId', async (ctx) => {
    const actor = demandRole(ctx, 'operator'); // it says how to reach the person: the desk's alone
    const wanted = uuidParam(ctx, 'partyId', 'Soggetto');
    const party = await Party.live(db, wanted);
    if (!party) throw new NotFoundError('Soggetto');
    if (party.id !== wanted) return redirectWith(ctx, `/parties/${party.id}`, 'parties.wasMerged');
    await auditRead(services, actor, { act: 'soggetto.letto', partyId: party.id });
    const { t, locale } = ctx.state;
    const home = party.municipalityCode ? await placeByCode(party.municipalityCode) : undefined;
    render(ctx, 'parties/page', {
      title: party.displayName,
      section: 'parties',
      crumbs: [{ label: t('nav.parties'), href: '/parties' }, { label: party.displayName }],
      party,
      name: party.displayName,
      person: isNatural(party.kind) ? [party.givenName, party.familyName].filter(Boolean).join(' ') : '',
      language: party.language === 'it' ? '' : wordOf(t, locale, 'language', party.language),
      istatCode: home?.istatCode,
      isCodeAwaited: party.codeFollow === 'awaited' && !party.taxCode,
      warnings: await codeWarnings(t, party),
      codes: (await codesOfParty(db, party.id)).filter(
        ({ value, endedAt }) => endedAt || value !== party.taxCode,
      ),
      cases: await casesOfParty(db, actor, party.id, dateInRome(services.clock.now())),
      ...(await aroundParty(ctx, party)),
    });
  });
  return router;
};
