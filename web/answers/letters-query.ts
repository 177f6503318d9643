import type { Knex } from 'knex';
import type { ToldLetter } from './card/facts.js';

interface Row {
  code: string;
  subject: string;
  at: Date;
  protocol: string;
  ways: string[] | null;
}

/** The way worth telling when a letter went several: one that waits to be collected first. */
const wayOf = (statuses: string[] | null): ToldLetter['way'] =>
  statuses &&
  ((['to-hand-over', 'handed-over', 'sent'] as const).find((way) => statuses.includes(way)) ?? 'under-way');

/** The letters registered for those who asked, oldest first; drafts and letters to others are nobody's answer. */
export const toldLetters = async (db: Knex, caseId: string): Promise<ToldLetter[]> => {
  const rows = (await db('letter')
    .join('registration', 'registration.id', 'letter.registration_id')
    .where('letter.case_id', caseId)
    .whereRaw(
      `(letter.addressee_id is null or exists (select from case_party p where p.case_id = letter.case_id
          and p.party_id = letter.addressee_id and p.role in ('applicant', 'co-applicant', 'delegate', 'member', 'heir')))`,
    )
    .orderBy(['registration.entered_at', 'registration.number'])
    .select({
      code: 'letter.code',
      subject: 'letter.subject',
      at: 'registration.registered_at',
      protocol: 'registration.protocol',
      ways: db.raw('(select array_agg(d.status) from delivery d where d.letter_id = letter.id)'),
    })) as Row[];
  return rows.map(({ code, subject, at, protocol, ways }) => ({
    code,
    subject,
    at,
    protocol,
    way: wayOf(ways),
  }));
};
