import type { Knex } from 'knex';
import { protocolNumber } from '../../../db/counter.js';

export interface OpenedFacts {
  protocol: string;
  registeredAt: Date;
  receiptDocumentId: string | null;
  office: string;
  attachments: { id: string; title: string; filename: string; size: string }[];
}

interface Row {
  year: number;
  number: number;
  registeredAt: Date;
  receiptDocumentId: string | null;
  office: string;
}

/** What the person at the counter takes home: registration, receipt, who deals with it, what they left. */
export const openedFacts = async (db: Knex, caseId: string): Promise<OpenedFacts | undefined> => {
  const row = (await db('case_file')
    .join('office', 'office.id', 'case_file.office_id')
    .join('registration', 'registration.case_id', 'case_file.id')
    .leftJoin('letter', (on) => on.on(db.raw("letter.effect_key = concat('receipt ', case_file.id::text)")))
    .where({ 'case_file.id': caseId, 'registration.direction': 'incoming' })
    .orderBy(['registration.year', 'registration.number'])
    .first({
      year: 'registration.year',
      number: 'registration.number',
      registeredAt: 'registration.registered_at',
      receiptDocumentId: 'letter.document_id',
      office: 'office.name',
    })) as Row | undefined;
  if (!row) return undefined;
  const attachments = (await db('document')
    .where({ case_id: caseId, direction: 'incoming' })
    .whereNotNull('field')
    .orderBy('created_at')
    .select('id', 'title', 'filename', 'size')) as OpenedFacts['attachments'];
  return { ...row, protocol: protocolNumber(row.year, row.number), attachments };
};

/** The case that a sent form has become. */
export const caseOfSubmission = async (db: Knex, token: string): Promise<string | undefined> => {
  const row = (await db('case_file').where({ submission_token: token }).first('id')) as
    { id: string } | undefined;
  return row?.id;
};
