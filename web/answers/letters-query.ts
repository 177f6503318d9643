import type { Knex } from 'knex';
import type { Channel } from '../../db/models/delivery.js';
import type { ToldLetter } from './card/facts.js';

interface Row {
  code: string;
  subject: string;
  at: Date;
  protocol: string;
  deliveries: { status: string; channel: Channel; sent: string | null; proof: string | null }[] | null;
}

const worthTelling = ['to-hand-over', 'to-post', 'posted', 'accepted', 'sent', 'handed-over', 'delivered'];

/** What is told of a letter that goes to several: of the one that still has the longest way, because it is waited for. */
const wayOf = (deliveries: Row['deliveries']): Pick<ToldLetter, 'way' | 'journey'> => {
  if (!deliveries) return { way: null, journey: null };
  const rank = ({ status }: { status: string }): number => (worthTelling.indexOf(status) + 8) % 8;
  const [told] = [...deliveries].sort((a, b) => rank(a) - rank(b));
  const journey = told && {
    channel: told.channel,
    sentAt: told.sent ? new Date(told.sent) : null,
    proofAt: told.proof ? new Date(told.proof) : null,
  };
  const way = (['to-hand-over', 'handed-over', 'sent'] as const).find((one) => one === told?.status);
  return { way: way ?? 'under-way', journey: journey ?? null };
};

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
      deliveries: db.raw(`(select jsonb_agg(jsonb_build_object('status', d.status, 'channel', d.channel,
        'sent', d.sent_at, 'proof', d.proof_at)) from delivery d where d.letter_id = letter.id and d.answered_by is null)`),
    })) as Row[];
  return rows.map(({ code, subject, at, protocol, deliveries }) => ({
    code,
    subject,
    at,
    protocol,
    ...wayOf(deliveries),
  }));
};
