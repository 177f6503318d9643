import type { Knex } from 'knex';

export interface OpenedFacts {
  protocol: string;
  /** The register is down: the number is of the emergency register. */
  isWaiting: boolean;
  registeredAt: Date;
  receiptDocumentId: string | null;
  office: string;
  attachments: { id: string; title: string; filename: string; size: string }[];
}

interface Row {
  protocol: string;
  /** The register is down: the number is of the emergency register. */
  isWaiting: boolean;
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
    .orderBy(['registration.entered_at', 'registration.number'])
    .first({
      protocol: 'registration.protocol',
      isWaiting: db.raw(`registration.register = 'emergenza'`),
      registeredAt: 'registration.entered_at',
      receiptDocumentId: 'letter.document_id',
      office: 'office.name',
    })) as Row | undefined;
  if (!row) return undefined;
  const attachments = (await db('document')
    .where({ case_id: caseId, direction: 'incoming' })
    .whereNotNull('field')
    .orderBy('created_at')
    .select('id', 'title', 'filename', 'size')) as OpenedFacts['attachments'];
  return { ...row, attachments };
};

/** The case that a sent form has become. */
export const caseOfSubmission = async (db: Knex, token: string): Promise<string | undefined> => {
  const row = (await db('case_file').where({ submission_token: token }).first('id')) as
    { id: string } | undefined;
  return row?.id;
};
