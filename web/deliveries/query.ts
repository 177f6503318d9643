import type { Knex } from 'knex';
import { may, type Actor } from '../../core/actor.js';
import type { Channel, DeliveryStatus } from '../../db/models/delivery.js';
import { onlyVisibleCases } from '../access.js';

/** What is shown: letters to post, registered letters under way, and deliveries that somebody must look at. */
export const views = ['to-post', 'posted', 'watch'] as const;
export type View = (typeof views)[number];

/** From when on a delivery without an answer is late. */
export interface Patience {
  /** Hours within which a PEC provider must say that it couldn't deliver (DPR 68/2005 art. 8 c. 2). */
  pecHours: number;
  postDays: number;
  deskDays: number;
}

export interface DeliveryRow {
  id: string;
  addressee: string;
  /** Who receives it for them. */
  via: string | null;
  channel: Channel;
  status: DeliveryStatus;
  address: string | null;
  tracking: string | null;
  code: string;
  protocol: string;
  createdAt: Date;
  sentAt: Date | null;
  /** Null when the reader needn't know the case: the mail room knows envelopes. */
  caseId: string | null;
  caseNumber: string | null;
  subject: string | null;
  documentId: string | null;
}

const hoursAgo = (now: Date, hours: number): Date => new Date(now.getTime() - hours * 3_600_000);

const only: Record<View, (query: Knex.QueryBuilder, now: Date, patience: Patience) => void> = {
  'to-post': (query) => void query.where('delivery.status', 'to-post').whereNull('case_file.frozen_for'),
  posted: (query) => void query.where('delivery.status', 'posted'),
  watch: (query, now, { pecHours, postDays, deskDays }) =>
    void query.whereRaw(
      `(delivery.status = 'uncertain'
        or (delivery.status = 'sending' and delivery.error is not null)
        or (delivery.channel = 'pec' and delivery.status in ('sent', 'accepted') and delivery.sent_at < ?)
        or (delivery.status = 'posted' and delivery.sent_at < ?)
        or (delivery.status = 'to-hand-over' and delivery.created_at < ?))`,
      [hoursAgo(now, pecHours), hoursAgo(now, postDays * 24), hoursAgo(now, deskDays * 24)],
    ),
};

const nameOf = `coalesce(organisation_name, concat_ws(' ', given_name, family_name))`;

/** The deliveries that a reader may see: the desk those of the cases it knows; the mail room all envelopes, without matter. */
const deliveriesFor = (db: Knex, actor: Actor): Knex.QueryBuilder =>
  db('delivery')
    .join('letter', 'letter.id', 'delivery.letter_id')
    .join('case_file', 'case_file.id', 'letter.case_id')
    .join('registration', 'registration.id', 'letter.registration_id')
    .modify((query) => {
      if (!may(actor, 'registrar')) onlyVisibleCases(actor)(query);
    });

/** One list, oldest first. */
export const deliveriesIn = async (
  db: Knex,
  actor: Actor,
  view: View,
  { now, patience }: { now: Date; patience: Patience },
): Promise<DeliveryRow[]> => {
  const rows = (await deliveriesFor(db, actor)
    .modify((query: Knex.QueryBuilder) => only[view](query, now, patience))
    .orderBy(['delivery.created_at', 'delivery.id'])
    .limit(200)
    .select({
      id: 'delivery.id',
      addressee: 'delivery.addressee',
      via: db.raw(`(select ${nameOf} from party where party.id = delivery.via_id)`),
      channel: 'delivery.channel',
      status: 'delivery.status',
      address: 'delivery.address',
      tracking: 'delivery.tracking',
      code: 'letter.code',
      protocol: 'registration.protocol',
      createdAt: 'delivery.created_at',
      sentAt: 'delivery.sent_at',
      caseId: 'case_file.id',
      caseNumber: 'case_file.number',
      subject: 'letter.subject',
      documentId: 'letter.document_id',
    })) as DeliveryRow[];
  const hidden = { caseId: null, caseNumber: null, subject: null };
  return may(actor, 'operator') ? rows : rows.map((row) => ({ ...row, ...hidden }));
};

/** How many there are in each list, for its tab. */
export const deliveryCounts = async (
  db: Knex,
  actor: Actor,
  { now, patience }: { now: Date; patience: Patience },
): Promise<Record<View, number>> => {
  const counts = await Promise.all(
    views.map(async (view) => {
      const row = (await deliveriesFor(db, actor)
        .modify((query: Knex.QueryBuilder) => only[view](query, now, patience))
        .count('delivery.id as n')
        .first()) as { n: string };
      return [view, Number(row.n)] as const;
    }),
  );
  return Object.fromEntries(counts) as Record<View, number>;
};

/** Whether the reader may act on a delivery. */
export const mayActOn = async (db: Knex, actor: Actor, deliveryId: string): Promise<boolean> =>
  (await deliveriesFor(db, actor).where('delivery.id', deliveryId).first('delivery.id')) !== undefined;
