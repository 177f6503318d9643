import { randomUUID } from 'node:crypto';
import type { Services } from '../../../core/services.js';
import { capacities, channels, outcomes } from '../../../db/transactions/contact-words.js';
import { auditRead } from '../../access.js';
import { field } from '../../form-body.js';
import { demandRole, formOf, isUuid, render, uuidParam, wantsPart, type Page } from '../../page.js';
import { findParties, partyLimit } from '../../parties/find/query.js';
import { likelyOutcome } from '../likely-outcome.js';
import { identificationOf } from '../../queue/identify/query.js';
import { pictureOf } from '../person/picture.js';
import { demandContact, notedItems, partyById, type NotedItem } from './query.js';

const withTitles = async ({ catalogue }: Services, items: NotedItem[]) => {
  const published = await catalogue.published();
  const titles = new Map(published.map(({ procedureId, sheet }) => [procedureId, sheet.title]));
  return items.map((item) => ({
    ...item,
    procedure: titles.get(item.procedureId ?? '') ?? item.procedureId,
  }));
};

/**
 * Shows one contact: what was asked, who asks, how it ends; beside it the whole picture of the person.
 * @param errors sentences beside the fields of a form that was sent; what was typed is still there
 */
export const showContact = async (
  services: Services,
  ctx: Page,
  errors: Record<string, string> = {},
): Promise<void> => {
  const { db } = services;
  const actor = demandRole(ctx, 'operator');
  const contact = await demandContact(services, actor, uuidParam(ctx, 'contactId', 'Contatto'));
  const { partyId } = contact;
  const mine = contact.operatorId === actor.id && !contact.endedAt;
  const q = mine
    ? String(ctx.query['q'] ?? '')
        .trim()
        .slice(0, 100)
    : '';
  const added = mine ? String(ctx.query['party'] ?? '') : ''; // somebody who has just been added to the data bank
  const [items, picture, found] = await Promise.all([
    notedItems(db, actor, contact.id).then((rows) => withTitles(services, rows)),
    partyId ? pictureOf(services, actor, partyId, contact.id) : null,
    q ? findParties(db, actor, q) : isUuid(added) ? partyById(db, added) : [],
  ]);
  if (partyId && !wantsPart(ctx)) await auditRead(services, actor, { act: 'soggetto.letto', partyId });
  if (q) await auditRead(services, actor, { act: 'soggetti.cercati', details: { risultati: found.length } });
  const form = formOf(ctx);
  const typed = (name: string): string => field(form, name);
  const chosen = typed('outcome') || likelyOutcome(items.at(-1)?.outcome, contact.caseId);
  if (Object.keys(errors).length > 0) ctx.status = 422;
  const title = ctx.state.t('contacts.title', { number: contact.number });
  render(ctx, 'contacts/page', {
    title,
    section: 'desk',
    crumbs: [
      { label: ctx.state.t('nav.desk'), href: '/desk' },
      { label: ctx.state.t('contacts.log'), href: '/contacts' },
      { label: title },
    ],
    contact,
    items,
    picture,
    identification: await identificationOf(db, contact.id),
    q,
    parties: found.slice(0, partyLimit),
    more: found.length > partyLimit,
    mine,
    takeable: !mine && !contact.endedAt,
    errors,
    typed: {
      text: typed('text'),
      answer: typed('answer'),
      note: typed('note'),
      caseNumber: typed('caseNumber'),
    },
    outcomes: outcomes.map(({ id }) => ({ id, checked: id === chosen })),
    capacities,
    channels: channels.map((id) => ({ id, selected: id === (typed('channel') || contact.channel) })),
    token: randomUUID(),
    self: `/contacts/${contact.id}`,
  });
};
