import { randomUUID } from 'node:crypto';
import { InputError, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { Party, type PartyKind } from '../../../db/models/party.js';
import { createParty, updateParty } from '../../../db/transactions/parties.js';
import { presentCodes } from '../../../db/transactions/party-identifiers.js';
import { checkParty } from '../../../db/transactions/party-input.js';
import { dateInRome } from '../../../law/calendar.js';
import { auditRead } from '../../access.js';
import { suspectsOf, type Suspect } from '../duplicates/query.js';
import { field } from '../../form-body.js';
import {
  createRouter,
  demandRole,
  formOf,
  localUrl,
  redirectWith,
  render,
  uuidParam,
  type Page,
  type PageRouter,
} from '../../page.js';
import { kindOf, partyInput, questionsOf, typedFrom, typedParty } from './party-form.js';
import { shownGroups } from './show.js';

interface Shown {
  title: string;
  action: string;
  kind: PartyKind;
  typed: Record<string, string>;
  errors?: Record<string, string>;
  /** People who may already be the one being added. */
  suspects?: Suspect[];
  token?: string;
  /** Where to go afterwards, with `?party=<id>`. */
  next?: string;
  back: string;
  version?: number;
}

/** Who has the tax code that was typed, when that is what was wrong. */
const holderOf = async ({ db }: Services, errors: Record<string, string>, typed: Record<string, string>) => {
  if (!errors['taxCode'] || !typed['taxCode']) return undefined;
  const holder = await Party.holderOf(db, typed['taxCode']);
  return holder && { id: holder.id, name: holder.displayName };
};

/** Which suspects somebody has looked at: others that turn up later are asked about again. */
const seenKey = (suspects: Suspect[]): string =>
  suspects
    .map(({ id }) => id)
    .sort()
    .join(' ');

const withParty = (next: string, id: string): string => `${next}${next.includes('?') ? '&' : '?'}party=${id}`;

/** Adding and changing a person or an organisation. */
export const formRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  const show = async (ctx: Page, shown: Shown): Promise<void> => {
    const { errors = {}, typed, kind, suspects = [] } = shown;
    if (shown.errors) ctx.status = 422;
    else if (suspects.length > 0) ctx.status = 409;
    const groups = shownGroups(ctx, questionsOf(kind), { ...typed, kind: typed['kind'] || kind }, errors);
    render(ctx, 'parties/form', {
      ...shown,
      groups,
      wrong: groups.flatMap(({ questions }) => questions).filter(({ error }) => error),
      suspects: suspects.map((suspect) => ({
        ...suspect,
        use: shown.next && withParty(shown.next, suspect.id),
      })),
      holder: await holderOf(services, errors, typed),
      seen: seenKey(suspects),
      section: 'parties',
      crumbs: [{ label: ctx.state.t('nav.parties'), href: '/parties' }, { label: shown.title }],
    });
  };

  const blank = (ctx: Page, kind: PartyKind, next: string): Omit<Shown, 'typed'> => ({
    title: ctx.state.t(
      `parties.new.${kind === 'person' || kind === 'sole-trader' ? 'person' : 'organisation'}`,
    ),
    action: '/parties',
    kind,
    next,
    back: next || '/parties',
  });

  router.get('/parties/new', async (ctx) => {
    demandRole(ctx, 'operator');
    const wanted = ctx.query['kind'];
    const kind = wanted === 'organisation' ? 'company' : kindOf(wanted);
    const next = localUrl(String(ctx.query['next'] ?? ''), '');
    await show(ctx, { ...blank(ctx, kind, next), token: randomUUID(), typed: {} });
  });

  /** Those who may already be the one that was typed, unless they have been looked at. */
  const unseenSuspects = async (ctx: Page, typed: Record<string, string>, birthDate: string | null) => {
    // A taken codice fiscale is no suspicion: adding is refused, and the sentence names who has it.
    if (typed['taxCode'] && (await Party.holderOf(services.db, typed['taxCode']))) return [];
    const codes = [typed['vatNumber'], typed['taxCode'], typed['foreignCode']].flatMap((code) =>
      code ? [code.replace(/\s/g, '').toUpperCase()] : [],
    );
    const suspects = await suspectsOf(services.db, { ...typed, birthDate, codes });
    if (suspects.length === 0 || field(formOf(ctx), 'seen') === seenKey(suspects)) return [];
    const details = { risultati: suspects.length };
    await auditRead(services, demandRole(ctx, 'operator'), { act: 'soggetti.cercati', details });
    return suspects;
  };

  router.post('/parties', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const form = formOf(ctx);
    const kind = kindOf(field(form, 'kind'));
    const next = localUrl(field(form, 'next'), '');
    const typed = typedParty(form, kind);
    const again = { ...blank(ctx, kind, next), token: field(form, 'token'), typed };
    try {
      const input = partyInput(typed, kind);
      const { columns } = await checkParty(input, dateInRome(services.clock.now()));
      const suspects = await unseenSuspects(ctx, typed, columns.birthDate);
      if (suspects.length > 0) return await show(ctx, { ...again, suspects });
      const id = await createParty(services, actor, input, again.token || null);
      redirectWith(ctx, next ? withParty(next, id) : `/parties/${id}`, 'parties.created');
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      await show(ctx, { ...again, errors: error.fields });
    }
  });

  const existing = async (ctx: Page): Promise<{ party: Party; shown: Omit<Shown, 'typed'> }> => {
    demandRole(ctx, 'operator');
    const party = await Party.live(services.db, uuidParam(ctx, 'partyId', 'Soggetto'));
    if (!party) throw new NotFoundError('Soggetto');
    const address = `/parties/${party.id}`;
    const title = ctx.state.t('parties.edit.title', { name: party.displayName });
    return {
      party,
      shown: { title, action: address, kind: party.kind, back: address, version: party.version },
    };
  };

  router.get('/parties/:partyId/edit', async (ctx) => {
    const { party, shown } = await existing(ctx);
    const known = { ...party, ...(await presentCodes(services.db, party.id)) };
    await show(ctx, { ...shown, typed: typedFrom(known, party.kind) });
  });

  router.post('/parties/:partyId', async (ctx) => {
    const { party, shown } = await existing(ctx);
    const form = formOf(ctx);
    const kind = kindOf(field(form, 'kind'));
    const typed = typedParty(form, kind);
    const version = Number(field(form, 'version'));
    try {
      const input = { ...partyInput(typed, kind), partyId: party.id, version };
      await updateParty(services, demandRole(ctx, 'operator'), input);
      redirectWith(ctx, `/parties/${party.id}`, 'parties.changed');
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      await show(ctx, { ...shown, kind, version, typed, errors: error.fields });
    }
  });
  return router;
};
