import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Actor } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import { PaymentMatter } from '../../../db/models/payment-matter.js';
import { PaymentNotice } from '../../../db/models/payment-notice.js';
import { settleMatter } from '../../../db/transactions/payments/settle-matter.js';
import { centsText, readEuro, type NoticeStatus } from '../../../law/payments.js';
import { paySimulated } from '../../../workers/ports/pagopa/simulated.js';
import { exchangeWithPagopa } from '../../../workers/tell-pagopa.js';
import type { MoneyStep } from './money-schema.js';
import type { ScenarioStep } from './schema.js';

const patienceMs = 20_000;

const accountant: Actor = { id: null, name: 'Prova', roles: ['responsible'], officeId: 'ambiente' };

export const isMoneyStep = (step: ScenarioStep): step is MoneyStep =>
  'pay' in step || 'expectNotice' in step || 'expectMoney' in step || 'settleMoney' in step;

/** Does one step about money. @returns what went wrong, or null */
export const doMoney = async (
  services: Services,
  caseId: string,
  step: MoneyStep,
): Promise<string | null> => {
  if ('pay' in step) return pay(services, caseId, step.pay);
  if ('expectNotice' in step) return comesTo(services, caseId, step.expectNotice);
  const open = await openMatters(services, caseId);
  if ('expectMoney' in step) {
    const found = open.map(({ kind, amountCents }) => `${kind} ${centsText(amountCents)}`).sort();
    const wanted = step.expectMoney.map(({ kind, amount }) => `${kind} ${amount}`).sort();
    return JSON.stringify(found) === JSON.stringify(wanted)
      ? null
      : `denaro da sistemare: atteso ${wanted.join(', ')}, trovato ${found.join(', ')}`;
  }
  const { kind, resolution } = step.settleMoney;
  const [matter, ...others] = open.filter((one) => one.kind === kind);
  if (!matter || others.length > 0) return `di denaro «${kind}» ce n’è ${others.length + (matter ? 1 : 0)}`;
  await settleMatter(services, accountant, {
    matterId: matter.id,
    resolution,
    reason: 'Prova',
    payee: 'Chi ha pagato',
  });
  return null;
};

const openMatters = async ({ db }: Services, caseId: string): Promise<PaymentMatter[]> =>
  PaymentMatter.query(db)
    .whereIn('notice_id', PaymentNotice.query(db).where({ case_id: caseId }).select('id'))
    .whereNull('resolution');

/** The newest notice of a case once it is so; as it is when patience ends. */
const newestOnce = async (
  { db }: Services,
  caseId: string,
  isSo: (notice: PaymentNotice) => boolean,
): Promise<PaymentNotice | undefined> => {
  let notice = await newest(db, caseId);
  for (const end = Date.now() + patienceMs; !(notice && isSo(notice)) && Date.now() < end;) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    notice = await newest(db, caseId);
  }
  return notice;
};

/** The step that closes a notice runs a moment after the timer: what is paid before it counts as paid in time. */
const comesTo = async (services: Services, caseId: string, status: NoticeStatus): Promise<string | null> => {
  const notice = await newestOnce(services, caseId, (one) => one.status === status);
  return notice?.status === status ? null : `l’avviso è «${notice?.status ?? 'nessuno'}», non «${status}»`;
};

const newest = (db: Knex, caseId: string): Promise<PaymentNotice | undefined> =>
  PaymentNotice.query(db).where({ case_id: caseId }).orderBy('notice_number', 'desc').first().then();

const pay = async (
  services: Services,
  caseId: string,
  { amount, by, notice: which, receipt }: Extract<MoneyStep, { pay: unknown }>['pay'],
): Promise<string | null> => {
  await newestOnce(services, caseId, () => true);
  await exchangeWithPagopa(services); // a residue is told to the platform before anybody can pay it
  const notices = await PaymentNotice.query(services.db).where({ case_id: caseId }).orderBy('notice_number');
  const notice = which === 'first' ? notices[0] : notices.at(-1);
  if (!notice) return 'la pratica non ha avvisi di pagamento';
  const cents = amount === undefined ? notice.amountCents : readEuro(amount);
  if (!cents) return `«${amount ?? ''}» non è un importo`;
  await paySimulated(services.db, {
    iuv: notice.iuv,
    cents,
    payer: { name: by, taxCode: null },
    receiptId: receipt ? `${notice.iuv} ${receipt}` : randomUUID(),
    at: services.clock.now(),
  });
  await exchangeWithPagopa(services);
  return null;
};
