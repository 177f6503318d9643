import { NotFoundError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { Party } from '../../db/models/party.js';
import { demandRole, uuidParam, type Page } from '../page.js';

/** The studio or company of the address, for an operator. @throws NotFoundError when there is none */
export const demandStudio = async ({ db }: Services, ctx: Page): Promise<Party> => {
  demandRole(ctx, 'operator');
  const party = await Party.live(db, uuidParam(ctx, 'partyId', 'Soggetto'));
  if (!party) throw new NotFoundError('Soggetto');
  return party;
};

/** The way to a page of a studio, as crumbs. */
export const studioCrumbs = (
  ctx: Page,
  studio: Party,
  title?: string,
): { label: string; href?: string }[] => [
  { label: ctx.state.t('nav.professionals'), href: '/professionals' },
  title ? { label: studio.displayName, href: `/professionals/${studio.id}` } : { label: studio.displayName },
  ...(title ? [{ label: title }] : []),
];
