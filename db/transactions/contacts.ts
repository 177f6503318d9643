import type { Knex } from 'knex';
import { demand, type Actor } from '../../core/actor.js';
import { ConflictError, ForbiddenError, InputError, NotFoundError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import type { Services } from '../../core/services.js';
import { audit } from '../audit.js';
import { nextNumber, yearInRome } from '../counter.js';
import { notify } from '../listen.js';
import { insertItem, kindOf } from './contact-items.js';
import { outcomes, type Capacity, type Channel, type ItemOutcome, type Outcome } from './contact-words.js';
import { finishTicketOf } from './queue/finish-ticket.js';

export interface OpenContact {
  id: string;
  accountId: string;
  channel: Channel;
  partyId: string | null;
  caseId: string | null;
  isCurrent: boolean;
  endedAt: Date | null;
  closingToken: string | null;
}

const columns = {
  id: 'id',
  accountId: 'account_id',
  channel: 'channel',
  partyId: 'party_id',
  caseId: 'case_id',
  isCurrent: 'is_current',
  endedAt: 'ended_at',
  closingToken: 'closing_token',
};

export const operatorId = (actor: Actor): string => {
  demand(actor, 'operator');
  if (!actor.id) throw new ForbiddenError();
  return actor.id;
};

/** One after the other for each operator, so that there is never more than one current contact. */
const inTurn = (trx: Knex, accountId: string) =>
  trx.raw('select pg_advisory_xact_lock(hashtext(?))', [`contacts of ${accountId}`]);

/** Makes a contact the current one; the one before waits. */
const makeCurrent = async (trx: Knex, accountId: string, contactId: string, at: Date): Promise<void> => {
  await trx('contact').where({ account_id: accountId, is_current: true }).update({ is_current: false });
  await trx('contact').where({ id: contactId }).update({ is_current: true, current_since: at });
};

const contactClosed = (): ConflictError =>
  new ConflictError('contact.closed', {
    message: 'Questo contatto è già chiuso.',
    remedy: 'Quello che è scritto resta com’è: inizia un nuovo contatto per aggiungere altro.',
  });

/** @throws NotFoundError unless the contact is the actor's own; the row stays locked until the transaction ends */
const lockContact = async (trx: Knex, actor: Actor, contactId: string): Promise<OpenContact> => {
  const accountId = operatorId(actor);
  await inTurn(trx, accountId);
  const contact = (await trx('contact')
    .where({ id: contactId, account_id: accountId })
    .forUpdate()
    .first(columns)) as OpenContact | undefined;
  if (!contact) throw new NotFoundError('Contatto');
  return contact;
};

/** As `lockContact`, for an open one. @throws ConflictError `contact.closed` */
export const lockOpenContact = async (trx: Knex, actor: Actor, contactId: string): Promise<OpenContact> => {
  const contact = await lockContact(trx, actor, contactId);
  if (contact.endedAt) throw contactClosed();
  return contact;
};

/** One change of an open contact with its line in the trail; pages of its case are told. */
const onContact = <T>(
  { db, clock }: Services,
  actor: Actor,
  contactId: string,
  act: string,
  change: (
    trx: Knex.Transaction,
    contact: OpenContact,
    at: Date,
  ) => Promise<{ result: T; details?: JsonObject }>,
): Promise<T> =>
  db.transaction(async (trx) => {
    const contact = await lockOpenContact(trx, actor, contactId);
    const at = clock.now();
    const { result, details } = await change(trx, contact, at);
    await tell(trx, actor, contactId, { act, at, ...(details ? { details } : {}) });
    return result;
  });

const tell = async (
  trx: Knex,
  actor: Actor,
  contactId: string,
  { act, at, details = {} }: { act: string; at: Date; details?: JsonObject },
): Promise<void> => {
  const { caseId, partyId, number, year } = (await trx('contact').where({ id: contactId }).first({
    caseId: 'case_id',
    partyId: 'party_id',
    number: 'number',
    year: 'year',
  })) as { caseId: string | null; partyId: string | null; number: number; year: number };
  await audit(trx, { at, actor, act, caseId, partyId, details: { numero: `${number}/${year}`, ...details } });
  if (caseId) await notify(trx, 'projection', caseId);
};

const demandKnown = async (trx: Knex, partyId: string): Promise<void> => {
  const party = (await trx('party').where({ id: partyId }).first('id')) as { id: string } | undefined;
  if (!party) throw new InputError({ party: 'Scegli la persona dall’elenco.' });
};

export interface StartContact {
  channel: Channel;
  partyId?: string | null;
  capacity?: Capacity | null;
  caseId?: string | null;
  reason?: string | null;
  /** A repeat with the same one finds the contact that it started. */
  submissionToken?: string;
}

/** Starts a contact, which becomes the operator's current one; the one before waits. Anonymous without a party. */
export const startContact = (
  services: Services,
  actor: Actor,
  { channel, partyId, capacity, caseId, reason, submissionToken }: StartContact,
): Promise<{ contactId: string }> =>
  services.db.transaction(async (trx) => {
    const accountId = operatorId(actor);
    await inTurn(trx, accountId);
    const before = submissionToken
      ? ((await trx('contact').where({ submission_token: submissionToken }).first('id')) as
          { id: string } | undefined)
      : undefined;
    if (before) return { contactId: before.id };
    if (partyId) await demandKnown(trx, partyId);
    const at = services.clock.now();
    const year = yearInRome(at);
    const [contact] = (await trx('contact')
      .insert({
        year,
        number: await nextNumber(trx, 'contatti', year),
        account_id: accountId,
        office_id: actor.officeId,
        channel,
        party_id: partyId ?? null,
        capacity: partyId ? (capacity ?? 'self') : null,
        case_id: caseId ?? null,
        reason: reason || null,
        current_since: at,
        started_at: at,
        submission_token: submissionToken ?? null,
      })
      .returning('id')) as { id: string }[];
    if (!contact) throw new Error('the contact was not stored');
    await makeCurrent(trx, accountId, contact.id, at);
    await tell(trx, actor, contact.id, { act: 'contatto.iniziato', at, details: { canale: channel } });
    return { contactId: contact.id };
  });

/** Goes on with a contact that waits; the one that was current waits instead. */
export const switchContact = (services: Services, actor: Actor, contactId: string): Promise<void> =>
  onContact(services, actor, contactId, 'contatto.ripreso', async (trx, contact, at) => {
    if (!contact.isCurrent) await makeCurrent(trx, contact.accountId, contactId, at);
    return { result: undefined };
  });

/** Says who the person is, and for whom they speak. @throws InputError when there is no such party */
export const identifyContact = (
  services: Services,
  actor: Actor,
  { contactId, partyId, capacity = 'self' }: { contactId: string; partyId: string; capacity?: Capacity },
): Promise<void> =>
  onContact(services, actor, contactId, 'contatto.identificato', async (trx) => {
    await demandKnown(trx, partyId);
    await trx('contact').where({ id: contactId }).update({ party_id: partyId, capacity });
    return { result: undefined, details: { veste: capacity } };
  });

export interface ContactItem {
  contactId: string;
  text?: string;
  procedureId?: string | null;
  caseId?: string | null;
  answer?: string;
  outcome?: ItemOutcome;
  submissionToken?: string;
}

/**
 * Notes one thing that was asked, with its answer. A case becomes the contact's, when it has none yet.
 * @throws InputError when nothing says what was asked
 */
export const addContactItem = (
  services: Services,
  actor: Actor,
  item: ContactItem,
): Promise<{ itemId: string }> =>
  onContact(services, actor, item.contactId, 'contatto.annotato', async (trx, contact, at) => {
    const itemId = await insertItem(trx, actor, contact, item, at);
    return { result: { itemId }, details: { tipo: kindOf(item) } };
  });

/** A case opened while the operator has a contact belongs to it; an anonymous one now has its person. */
export const linkOpenedCase = async (
  trx: Knex,
  actor: Actor,
  { caseId, applicantId, delegateId }: { caseId: string; applicantId: string; delegateId?: string | null },
  at: Date,
): Promise<void> => {
  const contact = (await trx('contact')
    .where({ account_id: actor.id, is_current: true })
    .forUpdate()
    .first(columns)) as OpenContact | undefined;
  if (!contact) return;
  await insertItem(trx, actor, contact, { caseId, outcome: 'case-opened' }, at);
  if (contact.partyId) return;
  const person = { party_id: delegateId ?? applicantId, capacity: delegateId ? 'delegate' : 'self' };
  await trx('contact').where({ id: contact.id }).update(person);
};

export interface CloseContact {
  contactId: string;
  outcome: Outcome;
  channel?: Channel;
  caseId?: string | null;
  note?: string;
  submissionToken?: string;
}

/**
 * Ends a contact: from now on it stands as it is. The last one that waits becomes current again.
 * @throws InputError when the outcome wants a case and there is none
 */
export const closeContact = (services: Services, actor: Actor, input: CloseContact): Promise<void> =>
  services.db.transaction(async (trx) => {
    const contact = await lockContact(trx, actor, input.contactId);
    if (contact.endedAt && input.submissionToken && contact.closingToken === input.submissionToken) return;
    if (contact.endedAt) throw contactClosed();
    const caseId = contact.caseId ?? input.caseId ?? null;
    if (outcomes.some(({ id, wantsCase }) => id === input.outcome && wantsCase) && !caseId) {
      throw new InputError({ case: 'Con questo esito serve il numero della pratica, per esempio 2026/123.' });
    }
    const at = services.clock.now();
    await trx('contact')
      .where({ id: contact.id })
      .update({
        ended_at: at,
        is_current: false,
        outcome: input.outcome,
        channel: input.channel ?? contact.channel,
        case_id: caseId,
        note: input.note || null,
        closing_token: input.submissionToken ?? null,
      });
    await finishTicketOf(trx, contact.id, at);
    if (contact.isCurrent) await resumeLast(trx, contact.accountId, at);
    await tell(trx, actor, contact.id, {
      act: 'contatto.chiuso',
      at,
      details: { canale: input.channel ?? contact.channel, esito: input.outcome },
    });
  });

const resumeLast = async (trx: Knex, accountId: string, at: Date): Promise<void> => {
  const last = (await trx('contact')
    .where({ account_id: accountId, ended_at: null })
    .orderBy('current_since', 'desc')
    .first('id')) as { id: string } | undefined;
  if (last) await makeCurrent(trx, accountId, last.id, at);
};

/** Takes over a colleague's open contact: whoever is free goes on with the person. */
export const takeContact = (services: Services, actor: Actor, contactId: string): Promise<void> =>
  services.db.transaction(async (trx) => {
    const accountId = operatorId(actor);
    await inTurn(trx, accountId);
    const contact = (await trx('contact').where({ id: contactId }).forUpdate().first(columns)) as
      OpenContact | undefined;
    if (!contact) throw new NotFoundError('Contatto');
    if (contact.endedAt) throw contactClosed();
    if (contact.accountId === accountId) return;
    const at = services.clock.now();
    await trx('contact').where({ id: contactId }).update({ account_id: accountId, is_current: false });
    await makeCurrent(trx, accountId, contactId, at);
    await tell(trx, actor, contactId, { act: 'contatto.preso', at });
  });
