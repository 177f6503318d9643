import type { Knex } from 'knex';
import { demand, type Actor } from '../../../core/actor.js';
import { BusinessError, ConflictError, InputError, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { addDays, dateInRome } from '../../../law/calendar.js';
import { centsText, type MatterKind } from '../../../law/payments.js';
import { audit } from '../../audit.js';
import { PaymentMatter, type Resolution } from '../../models/payment-matter.js';
import { balance } from './balance.js';
import { lockDebt } from './debt.js';
import { issueNotice } from './issue-notice.js';

/** What a person may decide, by what the money is. */
export const decisions: Record<MatterKind, readonly Resolution[]> = {
  surplus: ['refund'],
  double: ['refund'],
  undone: ['refund', 'accept'],
  late: ['accept', 'refund'],
  'after-cancel': ['refund', 'accept'],
  unknown: ['elsewhere', 'refund'],
  short: ['residue', 'waive'],
};

/** Days to pay what is left. */
const residueDays = 30;

export interface SettleMatter {
  matterId: string;
  resolution: Resolution;
  reason: string;
  /** Who gets the money back. */
  payee: string;
}

/**
 * A person decides about money that didn't fit: it is given back, counts after all, belongs elsewhere; or about what is
 * lacking: another notice asks for it, or it is waived.
 * @throws InputError beside the field, ConflictError `payment.settled` when somebody was faster, BusinessError
 * `payment.nothing-due` when money can't count because nothing is lacking
 */
export const settleMatter = (
  services: Services,
  actor: Actor,
  { matterId, resolution, reason, payee }: SettleMatter,
): Promise<{ caseId: string | null }> => {
  demand(actor, 'officer', 'responsible');
  return services.db.transaction(async (trx) => {
    const at = services.clock.now();
    const found = await PaymentMatter.query(trx).findById(matterId);
    if (!found) throw new NotFoundError('Pagamento da sistemare');
    const debt = found.noticeId ? await lockDebt(trx, found.noticeId) : null;
    const matter = await PaymentMatter.query(trx).findById(matterId).forUpdate().throwIfNotFound();
    demandDecidable(matter, { resolution, reason, payee });
    if (resolution === 'accept') await fit(trx, matter, debt?.missing ?? 0, at);
    await PaymentMatter.query(trx)
      .patch({ resolution, reason: reason || null, settledAt: at, settledBy: actor.name })
      .where({ id: matter.id });
    if (resolution === 'refund') {
      await trx('payment_refund').insert({
        matter_id: matter.id,
        amount_cents: matter.amountCents,
        payee,
        ordered_at: at,
        ordered_by: actor.name,
      });
    }
    if (resolution === 'residue' && debt) {
      await issueNotice(services, trx, {
        caseId: debt.root.caseId,
        cents: debt.missing,
        subject: `Residuo: ${debt.root.subject}`,
        dueOn: addDays(dateInRome(at), residueDays, 'calendario'),
        residueOf: debt.root.id,
        effectKey: `residue ${matter.id}`,
        actor,
        at,
      });
    }
    const caseId = debt?.root.caseId ?? null;
    await audit(trx, {
      at,
      actor,
      act: `pagamento.${acts[resolution]}`,
      caseId,
      details: { importo: centsText(matter.amountCents), motivo: reason, a: payee },
    });
    if (debt) await balance(trx, { noticeId: debt.root.id, actor, at });
    return { caseId };
  });
};

const acts: Record<Resolution, string> = {
  refund: 'rimborso-disposto',
  accept: 'accettato',
  residue: 'residuo-chiesto',
  waive: 'residuo-non-chiesto',
  elsewhere: 'di-altri',
  completed: 'completato',
};

const demandDecidable = (
  matter: PaymentMatter,
  { resolution, reason, payee }: Omit<SettleMatter, 'matterId'>,
): void => {
  if (matter.resolution) {
    throw new ConflictError('payment.settled', {
      message: `Questo pagamento l’ha già sistemato ${matter.settledBy ?? ''}.`,
      remedy: 'Guarda nell’elenco dei pagamenti come è stato deciso.',
    });
  }
  const fields: Record<string, string> = {};
  if (!decisions[matter.kind].includes(resolution)) fields['resolution'] = 'Scegli che cosa fare.';
  if (resolution !== 'residue' && !reason) fields['reason'] = 'Scrivi perché: resta agli atti.';
  if (resolution === 'refund' && !payee) fields['payee'] = 'Scrivi a chi va restituito.';
  if (Object.keys(fields).length > 0) throw new InputError(fields);
};

/** Only as much counts as is lacking: what is over stays to be decided about. */
const fit = async (trx: Knex, matter: PaymentMatter, missing: number, at: Date): Promise<void> => {
  if (missing === 0) {
    throw new BusinessError('payment.nothing-due', {
      message: 'Il debito è già pagato per intero: questo denaro non può contare un’altra volta.',
      remedy: 'Scegli il rimborso.',
      field: 'resolution',
    });
  }
  const over = matter.amountCents - missing;
  if (over <= 0) return;
  await PaymentMatter.query(trx).patch({ amountCents: missing }).where({ id: matter.id });
  await PaymentMatter.query(trx).insert({
    kind: 'surplus',
    noticeId: matter.noticeId,
    receiptId: matter.receiptId,
    amountCents: over,
    openedAt: at,
  });
};
