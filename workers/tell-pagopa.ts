import { systemActor } from '../core/actor.js';
import type { Services } from '../core/services.js';
import { PaymentNotice } from '../db/models/payment-notice.js';
import { closeNoticesOfEndedCases } from '../db/transactions/payments/close-notices.js';
import { receiveReceipt } from '../db/transactions/payments/receive-receipt.js';
import { NeedsPerson } from './errors.js';
import { pagopaOf } from './ports/pagopa/configured.js';

type Told = Pick<Services, 'db' | 'clock' | 'config' | 'catalogue'>;

/**
 * Makes one notice known to pagoPA; one that is known, or closed meanwhile, stays as it is.
 * @throws Unavailable, NeedsPerson
 */
export const publishNotice = async (services: Told, noticeId: string): Promise<void> => {
  const { db, clock, catalogue } = services;
  const notice = await PaymentNotice.query(db).findById(noticeId);
  if (!notice || notice.publishedAt || notice.status !== 'open') return;
  await platform(services).publish(db, notice, catalogue.municipality);
  await PaymentNotice.query(db).patch({ publishedAt: clock.now() }).where({ id: noticeId });
};

/** Takes one notice back at pagoPA, when the case doesn't wait for it any more. @throws Unavailable, NeedsPerson */
export const withdrawNotice = async (services: Told, noticeId: string): Promise<void> => {
  const { db, clock, catalogue } = services;
  const notice = await PaymentNotice.query(db).findById(noticeId);
  if (!notice || notice.withdrawnAt || !['expired', 'cancelled'].includes(notice.status)) return;
  const at = clock.now();
  if (notice.publishedAt) await platform(services).withdraw(db, notice, catalogue.municipality, at);
  await PaymentNotice.query(db).patch({ withdrawnAt: at }).where({ id: noticeId });
};

const platform = ({ config }: Told) => {
  const pagopa = pagopaOf(config);
  if (pagopa) return pagopa;
  throw new NeedsPerson(
    'pagoPA non è configurato: l’amministratore imposta PAGOPA_URL e PAGOPA_KEY, poi ritenta.',
  );
};

/** Fetches the receipts that are new and takes them in. @returns how many were new */
export const collectReceipts = async (services: Told): Promise<number> => {
  const { db, clock, catalogue, config } = services;
  const receipts = await pagopaOf(config)?.newReceipts(db, catalogue.municipality, clock.now());
  let taken = 0;
  for (const receipt of receipts ?? []) if (await receiveReceipt(services, receipt)) taken += 1;
  return taken;
};

/** One turn with pagoPA: tells it what it doesn't know yet (a residue, a withdrawal), and fetches receipts. */
export const exchangeWithPagopa = async (services: Told): Promise<void> => {
  if (!pagopaOf(services.config)) return;
  await closeNoticesOfEndedCases(services.db, systemActor, services.clock.now());
  const waiting = await PaymentNotice.query(services.db)
    .where((query) => void query.where({ status: 'open' }).whereNull('published_at'))
    .orWhere((query) => void query.whereIn('status', ['expired', 'cancelled']).whereNull('withdrawn_at'))
    .orderBy('issued_at')
    .limit(200);
  const troubles: unknown[] = [];
  for (const { id, status } of waiting) {
    const told = status === 'open' ? publishNotice(services, id) : withdrawNotice(services, id);
    await told.catch((error: unknown) => troubles.push(error)); // one that is refused keeps no other waiting
  }
  await collectReceipts(services);
  if (troubles.length > 0) throw troubles[0];
};
