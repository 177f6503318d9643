import type { Knex } from 'knex';
import type { Actor } from '../../../core/actor.js';
import { onlyVisibleCases } from '../../access.js';
import { onlyAboutKnownCases } from '../../known-cases.js';

export interface PersonCase {
  id: string;
  number: string;
  subject: string;
  role: string;
  dueDate: string | null;
  procedureVersionId: string;
  /** The task that is due first, when people have to act. */
  elementId: string | null;
  groups: string[] | null;
  holder: string | null;
  isBlocked: boolean;
}

/** The open cases of a person that the operator may know, with who acts now. One query, whatever their number. */
export const personCases = async (db: Knex, actor: Actor, partyId: string): Promise<PersonCase[]> =>
  (await db('case_file')
    .joinRaw(
      `join lateral (select min(role) as role from case_party
         where case_party.case_id = case_file.id and case_party.party_id = ?) own on own.role is not null`,
      [partyId],
    )
    .joinRaw(
      `left join lateral (
         select job.element_id, job.groups, account.display_name as holder from engine_job job
         join engine_instance instance on instance.key = job.instance_key
         left join task_claim claim on claim.job_key = job.key
         left join account on account.id = claim.account_id
         where instance.case_id = case_file.id and job.kind = 'task' and job.state in ('created', 'activated', 'failed')
         order by coalesce(job.due_at, 'infinity'), job.key limit 1) task on true`,
    )
    .where('case_file.status', 'open')
    .modify(onlyVisibleCases(actor))
    .orderByRaw('case_file.due_date nulls last, case_file.number')
    .limit(50)
    .select({
      id: 'case_file.id',
      number: 'case_file.number',
      subject: 'case_file.subject',
      role: 'own.role',
      dueDate: 'case_file.due_date',
      procedureVersionId: 'case_file.procedure_version_id',
      elementId: 'task.element_id',
      groups: 'task.groups',
      holder: 'task.holder',
      isBlocked: db.raw(`exists (select from engine_incident incident
        join engine_instance instance on instance.key = incident.instance_key
        where instance.case_id = case_file.id and incident.state = 'created')`),
    })) as PersonCase[];

export interface PersonLetter {
  deliveryId: string;
  documentId: string;
  subject: string;
  caseNumber: string;
  since: Date;
}

/** Letters for the person that wait at the desk. */
export const personLetters = async (db: Knex, actor: Actor, partyId: string): Promise<PersonLetter[]> =>
  (await db('delivery')
    .join('letter', 'letter.id', 'delivery.letter_id')
    .join('case_file', 'case_file.id', 'letter.case_id')
    .where('delivery.status', 'to-hand-over')
    .where('delivery.party_id', partyId)
    .modify(onlyVisibleCases(actor))
    .orderBy('delivery.created_at')
    .select({
      deliveryId: 'delivery.id',
      documentId: 'letter.document_id',
      subject: 'letter.subject',
      caseNumber: 'case_file.number',
      since: 'delivery.created_at',
    })) as PersonLetter[];

export interface PersonAppointment {
  activity: string;
  startsAt: Date;
  office: string;
  caseNumber: string;
}

/** What is fixed for the person's cases from now on. */
export const personAppointments = async (
  db: Knex,
  actor: Actor,
  partyId: string,
  now: Date,
): Promise<PersonAppointment[]> =>
  (await db('appointment')
    .join('case_file', 'case_file.id', 'appointment.case_id')
    .join('office', 'office.id', 'appointment.office_id')
    .whereIn('case_file.id', db('case_party').where({ party_id: partyId }).select('case_id'))
    .where('appointment.ends_at', '>=', now)
    .modify(onlyVisibleCases(actor))
    .orderBy('appointment.starts_at')
    .limit(5)
    .select({
      activity: 'appointment.activity',
      startsAt: 'appointment.starts_at',
      office: 'office.name',
      caseNumber: 'case_file.number',
    })) as PersonAppointment[];

export interface PersonContact {
  id: string;
  channel: string;
  operator: string;
  outcome: string | null;
  asked: string | null;
  startedAt: Date;
}

/** The last times the person was in touch, this one left out. */
export const lastContacts = async (
  db: Knex,
  actor: Actor,
  partyId: string,
  exceptId: string | null,
): Promise<PersonContact[]> =>
  (await db('contact')
    .join('account', 'account.id', 'contact.account_id')
    .where('contact.party_id', partyId)
    .modify((query) => void (exceptId && query.whereNot('contact.id', exceptId)))
    .modify(onlyAboutKnownCases(db, actor, 'contact.case_id'))
    .orderBy('contact.started_at', 'desc')
    .limit(5)
    .select({
      id: 'contact.id',
      channel: 'contact.channel',
      operator: 'account.display_name',
      outcome: 'contact.outcome',
      asked: db.raw(`(select string_agg(item.text, '; ' order by item.created_at)
        from contact_item item where item.contact_id = contact.id
          and (item.case_id is null or item.case_id = contact.case_id))`),
      startedAt: 'contact.started_at',
    })) as PersonContact[];
