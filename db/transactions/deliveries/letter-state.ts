import type { Knex } from 'knex';
import { dateInRome } from '../../../law/calendar.js';
import { Delivery, type Channel, type DeliveryStatus } from '../../models/delivery.js';

/** Where a letter stands on its way to all who must have it, in the words of the diagrams. */
export interface LetterState {
  notificaCanale: 'pec' | 'email' | 'posta' | 'sportello';
  notificaStato: 'inviata' | 'da-spedire' | 'da-consegnare' | 'consegnata';
  /** ISO day of the last receipt, once all have it. */
  notificaData: string | null;
}

export const wayWords: Record<Channel, LetterState['notificaCanale']> = {
  pec: 'pec',
  email: 'email',
  post: 'posta',
  desk: 'sportello',
};

/** What holds everything up comes first: somebody must act at the desk, then in the mail room, then it is only waited for. */
const order: [LetterState['notificaStato'], readonly DeliveryStatus[]][] = [
  ['da-consegnare', ['to-hand-over']],
  ['da-spedire', ['to-post']],
  ['inviata', ['sending', 'sent', 'accepted', 'posted', 'uncertain', 'failed']],
  ['consegnata', ['delivered', 'handed-over']],
];

/** The deliveries of a letter that count: for each who must be served the one that was received, or else the last way. */
export const standingDeliveries = async (db: Knex, letterId: string): Promise<Delivery[]> =>
  Delivery.query(db)
    .where({ letter_id: letterId })
    .whereNull('answered_by')
    .whereNotExists(
      db('delivery as other')
        .select(db.raw('1'))
        .whereRaw('other.letter_id = delivery.letter_id and other.id <> delivery.id')
        .whereRaw(
          'other.addressee = delivery.addressee and other.party_id is not distinct from delivery.party_id',
        )
        .whereRaw('other.proof_at is not null and delivery.proof_at is null'),
    )
    .orderBy(['created_at', 'id']);

/** @throws Error when the letter was never given to anybody */
export const stateOf = (standing: Delivery[]): LetterState => {
  for (const [notificaStato, statuses] of order) {
    const here = standing.filter(({ status }) => statuses.includes(status));
    const [first] = here;
    if (!first) continue;
    const proofs = standing.flatMap(({ proofAt }) => (proofAt ? [dateInRome(proofAt)] : []));
    return {
      notificaCanale: wayWords[first.channel],
      notificaStato,
      notificaData: notificaStato === 'consegnata' ? (proofs.sort().at(-1) ?? null) : null,
    };
  }
  throw new Error('a letter without deliveries');
};
