import { InputError, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { Party } from '../../../db/models/party.js';
import { createParty, updateParty } from '../../../db/transactions/parties.js';
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
import { kindOf, partyInput, questionsOf, typedFrom, typedParty, type PartyKind } from './party-form.js';

interface Shown {
  title: string;
  action: string;
  kind: PartyKind;
  typed: Record<string, string>;
  errors?: Record<string, string>;
  /** Where to go afterwards, with `?party=<id>`. */
  next?: string;
  back: string;
  version?: number;
}

/** Who has the tax code that was typed, when that is what was wrong. */
const holderOf = async ({ db }: Services, errors: Record<string, string>, typed: Record<string, string>) => {
  const code = (typed['taxCode'] ?? '').toUpperCase().replace(/\s/g, '');
  if (!errors['taxCode'] || !code) return undefined;
  const holder = await Party.query(db).findOne({ tax_code: code });
  return holder && { id: holder.id, name: holder.displayName };
};

/** Adding and changing a person or an organisation. */
export const formRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  const show = async (ctx: Page, shown: Shown): Promise<void> => {
    const { errors = {}, typed, kind } = shown;
    if (shown.errors) ctx.status = 422;
    const groups = questionsOf(kind).map((group) => ({
      ...group,
      questions: group.questions.map((question) => ({
        ...question,
        value: typed[question.name] ?? '',
        error: errors[question.name],
      })),
    }));
    const list = groups.flatMap(({ questions }) => questions).filter(({ error }) => error);
    const holder = await holderOf(services, errors, typed);
    render(ctx, 'parties/form', {
      ...shown,
      groups,
      wrong: list,
      holder,
      section: 'parties',
      crumbs: [{ label: ctx.state.t('nav.parties'), href: '/parties' }, { label: shown.title }],
    });
  };

  const blank = (ctx: Page, kind: PartyKind, next: string): Omit<Shown, 'typed'> => ({
    title: ctx.state.t(`parties.new.${kind}`),
    action: '/parties',
    kind,
    next,
    back: next || '/parties',
  });

  router.get('/parties/new', async (ctx) => {
    demandRole(ctx, 'operator');
    const kind = kindOf(ctx.query['kind']);
    const next = localUrl(String(ctx.query['next'] ?? ''), '');
    await show(ctx, { ...blank(ctx, kind, next), typed: {} });
  });

  router.post('/parties', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const form = formOf(ctx);
    const kind = kindOf(field(form, 'kind'));
    const next = localUrl(field(form, 'next'), '');
    const typed = typedParty(form, kind);
    try {
      const id = await createParty(services, actor, partyInput(typed, kind));
      redirectWith(
        ctx,
        next ? `${next}${next.includes('?') ? '&' : '?'}party=${id}` : `/parties/${id}`,
        'parties.created',
      );
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      await show(ctx, { ...blank(ctx, kind, next), typed, errors: error.fields });
    }
  });

  const existing = async (ctx: Page): Promise<{ party: Party; shown: Omit<Shown, 'typed'> }> => {
    demandRole(ctx, 'operator');
    const party = await Party.query(services.db).findById(uuidParam(ctx, 'partyId', 'Soggetto'));
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
    await show(ctx, { ...shown, typed: typedFrom({ ...party }, party.kind) });
  });

  router.post('/parties/:partyId', async (ctx) => {
    const { party, shown } = await existing(ctx);
    const form = formOf(ctx);
    const typed = typedParty(form, party.kind);
    const version = Number(field(form, 'version'));
    try {
      const input = { ...partyInput(typed, party.kind), partyId: party.id, version };
      await updateParty(services, demandRole(ctx, 'operator'), input);
      redirectWith(ctx, `/parties/${party.id}`, 'parties.changed');
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      await show(ctx, { ...shown, version, typed, errors: error.fields });
    }
  });
  return router;
};
