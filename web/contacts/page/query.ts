import type { Knex } from 'knex';
import type { Actor } from '../../../core/actor.js';
import { NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import type { Capacity, Channel, ItemOutcome } from '../../../db/transactions/contact-words.js';
import { onlyVisibleCases } from '../../access.js';
import { onlyAboutKnownCases } from '../../known-cases.js';

export interface ContactFacts {
  id: string;
  number: string;
  operatorId: string;
  operator: string;
  channel: Channel;
  capacity: Capacity | null;
  partyId: string | null;
  name: string | null;
  caseId: string | null;
  caseNumber: string | null;
  caseSubject: string | null;
  outcome: string | null;
  reason: string | null;
  note: string | null;
  startedAt: Date;
  endedAt: Date | null;
}

/** A contact that the operator may read, a colleague's too. @throws NotFoundError otherwise */
export const demandContact = async (
  { db }: Services,
  actor: Actor,
  contactId: string,
): Promise<ContactFacts> => {
  const contact = (await db('contact')
    .join('account', 'account.id', 'contact.account_id')
    .leftJoin('party', 'party.id', 'contact.party_id')
    .leftJoin('case_file as file', 'file.id', 'contact.case_id')
    .where('contact.id', contactId)
    .modify(onlyAboutKnownCases(db, actor, 'contact.case_id'))
    .first({
      id: 'contact.id',
      number: db.raw(`contact.number || '/' || contact.year`),
      operatorId: 'contact.account_id',
      operator: 'account.display_name',
      channel: 'contact.channel',
      capacity: 'contact.capacity',
      partyId: 'contact.party_id',
      name: db.raw(
        `coalesce(party.organisation_name, nullif(concat_ws(' ', party.given_name, party.family_name), ''))`,
      ),
      caseId: 'contact.case_id',
      caseNumber: 'file.number',
      caseSubject: 'file.subject',
      outcome: 'contact.outcome',
      reason: 'contact.reason',
      note: 'contact.note',
      startedAt: 'contact.started_at',
      endedAt: 'contact.ended_at',
    })) as ContactFacts | undefined;
  if (!contact) throw new NotFoundError('Contatto');
  return contact;
};

export interface NotedItem {
  id: string;
  kind: 'text' | 'procedure' | 'case';
  text: string | null;
  procedureId: string | null;
  caseId: string | null;
  caseNumber: string | null;
  answer: string | null;
  outcome: ItemOutcome;
  at: Date;
}

/** What was asked in a contact, in order; a case that the reader may not know isn't named. */
export const notedItems = async (db: Knex, actor: Actor, contactId: string): Promise<NotedItem[]> =>
  (await db('contact_item as item')
    .leftJoin(
      db('case_file').modify(onlyVisibleCases(actor)).select('case_file.id', 'case_file.number').as('file'),
      'file.id',
      'item.case_id',
    )
    .where('item.contact_id', contactId)
    .orderBy(['item.created_at', 'item.id'])
    .select({
      id: 'item.id',
      kind: 'item.kind',
      text: 'item.text',
      procedureId: 'item.procedure_id',
      caseId: 'file.id',
      caseNumber: 'file.number',
      answer: 'item.answer',
      outcome: 'item.outcome',
      at: 'item.created_at',
    })) as NotedItem[];

/** A party to choose, by its id: none or one. */
export const partyById = async (db: Knex, id: string): Promise<{ id: string; name: string }[]> =>
  (await db('party')
    .where({ id })
    .select({
      id: 'id',
      name: db.raw(`coalesce(organisation_name, concat_ws(' ', family_name, given_name))`),
    })) as { id: string; name: string }[];
