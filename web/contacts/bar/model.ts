import { randomUUID } from 'node:crypto';
import { may } from '../../../core/actor.js';
import { channels, outcomes, type Channel } from '../../../db/transactions/contact-words.js';
import { actorOf, localUrl, wantsPart, type Page } from '../../page.js';
import { likelyOutcome } from '../likely-outcome.js';
import { openContacts, type BarContact } from './query.js';

/** What the bar shows on every page of an operator. */
export interface ContactBar {
  current: BarContact | undefined;
  waiting: BarContact[];
  channels: { id: Channel; letter: string }[];
  /** The likely one first; those that want a case lead to the contact's page while there is none. */
  outcomes: { id: string; needsCase: boolean }[];
  /** Makes each of the bar's forms count once. */
  token: string;
  /** The page the bar stands on. */
  here: string;
  /** The case of that page, when the contact isn't about one yet. */
  caseHere: string | null;
  /** The person of that page, while nobody has been identified. */
  personHere: string | null;
}

/** Letters that choose a channel in the open menu. */
const letters: Record<Channel, string> = { desk: 'S', phone: 'T', email: 'E', pec: 'P', post: 'L' };

const uuidAfter = (here: string, room: string): string | null =>
  new RegExp(`^/${room}/([0-9a-f]{8}-[0-9a-f-]{27})`).exec(here)?.[1] ?? null;

/** Where the person is: for a part asked for by htmx, and for a form that comes back, the page that sent it. */
const hereOf = (ctx: Page): string => {
  if (ctx.method === 'GET' && !wantsPart(ctx)) return ctx.url;
  const asking = ctx.get(wantsPart(ctx) ? 'hx-current-url' : 'referer');
  if (!URL.canParse(asking)) return '/desk';
  const { pathname, search } = new URL(asking);
  return localUrl(`${pathname}${search}`, '/desk');
};

const outcomesOf = (current: BarContact | undefined): ContactBar['outcomes'] => {
  const likely = likelyOutcome(current?.lastOutcome, current?.caseId ?? null);
  return outcomes
    .map(({ id, wantsCase }) => ({ id, needsCase: wantsCase && !current?.caseId }))
    .sort((a, b) => Number(b.id === likely) - Number(a.id === likely));
};

/** Asks for the bar of who uses the page; undefined for everybody but operators. */
export const contactBarOf = async (ctx: Page): Promise<ContactBar | undefined> => {
  if (!ctx.state.actor || !may(ctx.state.actor, 'operator')) return undefined;
  const contacts = await openContacts(ctx.state.services.db, actorOf(ctx).id);
  const current = contacts.find(({ isCurrent }) => isCurrent);
  const here = hereOf(ctx);
  return {
    current,
    waiting: contacts.filter(({ isCurrent }) => !isCurrent),
    channels: channels.map((id) => ({ id, letter: letters[id] })),
    outcomes: outcomesOf(current),
    token: randomUUID(),
    here,
    caseHere: current && !current.caseId ? uuidAfter(here, 'cases') : null,
    personHere: current && !current.partyId ? uuidAfter(here, 'parties') : null,
  };
};
