import type { Knex } from 'knex';
import type { Actor } from '../../../core/actor.js';
import { onlyVisibleCases } from '../../access.js';

export interface ReceiptLine {
  caseId: string;
  number: string;
  subject: string;
  principal: string;
  principalCode: string | null;
  protocol: string;
  registeredAt: Date;
  dueDate: string | null;
  trackingCode: string;
  receiptDocumentId: string | null;
}

/**
 * The requests that a studio presented on one day, each with its registration: the first incoming one of its case.
 * @param day ISO day in Rome
 */
export const presentedOn = async (
  db: Knex,
  actor: Actor,
  studioId: string,
  day: string,
): Promise<ReceiptLine[]> =>
  (await db('case_file')
    .join('party as principal', 'principal.id', 'case_file.applicant_id')
    .joinRaw(
      `join lateral (select protocol, entered_at, number from registration where registration.case_id = case_file.id
         and direction = 'incoming' order by entered_at, number limit 1) registered on true`,
    )
    .leftJoin('letter', (on) => on.on(db.raw("letter.effect_key = concat('receipt ', case_file.id::text)")))
    .whereIn('case_file.id', db('case_party').where({ party_id: studioId }).select('case_id'))
    .whereRaw(`(case_file.opened_at at time zone 'Europe/Rome')::date = ?`, [day])
    .modify(onlyVisibleCases(actor))
    .orderBy(['registered.entered_at', 'registered.number'])
    .select({
      caseId: 'case_file.id',
      number: 'case_file.number',
      subject: 'case_file.subject',
      principal: db.raw(
        `coalesce(principal.organisation_name, concat_ws(' ', principal.family_name, principal.given_name))`,
      ),
      principalCode: 'principal.tax_code',
      protocol: 'registered.protocol',
      registeredAt: 'registered.entered_at',
      dueDate: 'case_file.due_date',
      trackingCode: 'case_file.tracking_code',
      receiptDocumentId: 'letter.document_id',
    })) as ReceiptLine[];
