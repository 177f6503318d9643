import type { Knex } from 'knex';
import type { StampedPaper } from '../../../db/transactions/payments/note-stamp.js';
import type { Sheet } from '../../../processes/catalogue/sheet.js';
import { noticesOfCase, type NoticeRow } from '../rows.js';
import { typedStamps } from './typed-stamps.js';

export interface StampRow {
  paper: StampedPaper;
  /** Null while it is lacking. */
  serial: string | null;
  /** Null also where only the number is known. */
  stampedOn: string | null;
}

export interface CasePayments {
  caseId: string;
  notices: NoticeRow[];
  stamps: StampRow[];
  /** How many decisions about money of this case wait for a person. */
  toSettle: number;
}

interface Asking {
  caseId: string;
  sheet: Sheet;
  today: string;
}

/** What a case has to do with money: its notices, and the stamps that its sheet wants, there or lacking. */
export const paymentsOfCase = async (db: Knex, { caseId, sheet, today }: Asking): Promise<CasePayments> => {
  const [notices, noted, typed, [open]] = await Promise.all([
    noticesOfCase(db, caseId, today),
    db('stamp_duty')
      .where({ case_id: caseId })
      .orderBy('noted_at')
      .select({ paper: 'paper', serial: 'serial', stampedOn: 'stamped_on' }) as Promise<StampRow[]>,
    typedStamps(db, caseId),
    db('payment_matter as matter')
      .join('payment_notice as notice', 'notice.id', 'matter.notice_id')
      .where({ 'notice.case_id': caseId })
      .whereNull('matter.resolution')
      .count({ count: '*' }) as Promise<{ count: string }[]>,
  ]);
  return {
    caseId,
    notices,
    stamps: stampsOf(sheet, [...noted, ...unlessNoted(typed, noted)]),
    toSettle: Number(open?.count ?? 0),
  };
};

/** Those that the desk noted too are shown once. */
const unlessNoted = (typed: StampRow[], noted: StampRow[]): StampRow[] =>
  typed.filter(({ serial }) => !noted.some((stamp) => stamp.serial === serial));

/** The stamps there are, then those that the sheet wants and nobody has brought yet. */
const stampsOf = ({ fees }: Sheet, there: StampRow[]): StampRow[] => {
  const left = [...there];
  const lacking = fees
    .flatMap(({ stamps = [] }) => stamps)
    .filter((paper) => {
      const index = left.findIndex((stamp) => stamp.paper === paper);
      if (index >= 0) left.splice(index, 1);
      return index < 0;
    });
  return [...there, ...lacking.map((paper) => ({ paper, serial: null, stampedOn: null }))];
};
