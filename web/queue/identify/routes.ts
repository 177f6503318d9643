import { InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { Party } from '../../../db/models/party.js';
import { documentKinds, identify } from '../../../db/transactions/queue/identify.js';
import { auditRead } from '../../access.js';
import { field } from '../../form-body.js';
import {
  createRouter,
  demandRole,
  formOf,
  isUuid,
  localUrl,
  redirectWith,
  render,
  type Page,
  type PageRouter,
} from '../../page.js';
import { findParties, partyLimit } from '../../parties/find/query.js';
import { personAtDesk } from './query.js';

const asked = (ctx: Page, name: string): string => {
  const value = ctx.query[name];
  return typeof value === 'string' ? value.trim().slice(0, 200) : '';
};

const names = ['manner', 'documentKind', 'documentEnding', 'principal', 'mandate'] as const;
type Typed = Record<(typeof names)[number], string>;
const nothing: Typed = {
  manner: 'document',
  documentKind: 'identity-card',
  documentEnding: '',
  principal: '',
  mandate: '',
};

/** Who stands at the desk, and how the operator knows: before anything about them opens. */
export const identifyRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db } = services;

  const partyFrom = async (id: string): Promise<Party | undefined> =>
    isUuid(id) ? Party.query(db).findById(id) : undefined;

  const show = async (ctx: Page, partyId: string, typed: Typed, errors: Record<string, string> = {}) => {
    const actor = demandRole(ctx, 'operator');
    const person = await personAtDesk(db, actor.id, ctx.state.station?.number ?? null);
    if (!person) return redirectWith(ctx, '/desk', 'queue.identify.nobody');
    const q = asked(ctx, 'q');
    const found = q ? await findParties(db, actor, q, { forgiving: false }) : [];
    if (q)
      await auditRead(services, actor, { act: 'soggetti.cercati', details: { risultati: found.length } });
    const [only] = found.length === 1 ? found : [];
    const chosen = await partyFrom(partyId || only?.id || (q ? '' : (person.partyId ?? '')));
    const title = ctx.state.t('queue.identify.title');
    const next = localUrl(asked(ctx, 'next') || field(formOf(ctx), 'next'), '');
    render(ctx, 'queue/identify', {
      title,
      section: 'desk',
      crumbs: [{ label: ctx.state.t('nav.desk'), href: '/desk' }, { label: title }],
      code: person.code,
      q,
      next,
      action: `/queue/identify?next=${encodeURIComponent(next)}`,
      chosen: chosen && {
        id: chosen.id,
        name: chosen.displayName,
        taxCode: chosen.taxCode,
        birthDate: chosen.birthDate,
      },
      parties: found.slice(0, partyLimit),
      more: found.length > partyLimit,
      typed,
      documentKinds,
      errors,
      wrong: Object.entries(errors).map(([name, error]) => ({ name, error })),
    });
  };

  router.get('/queue/identify', (ctx) => show(ctx, asked(ctx, 'party'), nothing));

  router.post('/queue/identify', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const form = formOf(ctx);
    const partyId = field(form, 'party');
    const typed = Object.fromEntries(names.map((name) => [name, field(form, name)])) as Typed;
    const person = await personAtDesk(db, actor.id, ctx.state.station?.number ?? null);
    if (!person) return redirectWith(ctx, '/desk', 'queue.identify.nobody');
    try {
      await identify(services, actor, {
        ...typed,
        contactId: person.contactId,
        partyId,
        principalId: typed.manner === 'delegate' ? await principalOf(typed.principal) : '',
      });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      ctx.status = 422;
      const { principalId, ...others } = error.fields;
      return show(ctx, partyId, typed, { ...others, ...(principalId ? { principal: principalId } : {}) });
    }
    const party = await partyFrom(partyId);
    const next = localUrl(field(form, 'next'), `/parties/${partyId}`);
    redirectWith(ctx, next, 'queue.identify.done', { name: party?.displayName ?? '' });
  });

  const principalOf = async (taxCode: string): Promise<string> => {
    const party = await Party.query(db).findOne({ tax_code: taxCode.toUpperCase().replace(/\s/g, '') });
    return party?.id ?? '';
  };
  return router;
};
