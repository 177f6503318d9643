/**
 * What becomes of money that arrives for a debt. Everything in whole cents. A payment extinguishes the debt up to its
 * amount (art. 1176 and 1181 c.c.); what doesn't fit is somebody's money and goes to a person, never away (art. 2033 c.c.).
 */
export type MatterKind = 'surplus' | 'double' | 'late' | 'after-cancel' | 'undone' | 'unknown' | 'short';

/** Money that a person must decide about. */
export interface Withheld {
  kind: Exclude<MatterKind, 'short' | 'unknown' | 'undone'>;
  cents: number;
}

export type NoticeStatus = 'open' | 'paid' | 'expired' | 'cancelled';

export interface Arrival {
  /** Of the receipt. */
  cents: number;
  /** What the debt still lacks before it. */
  missing: number;
  status: NoticeStatus;
}

const closedKinds: Partial<Record<NoticeStatus, Withheld['kind']>> = {
  expired: 'late',
  cancelled: 'after-cancel',
};

/**
 * Divides a receipt: what pays the debt, and what a person must decide about. The parts always make up the whole.
 * A notice that the case no longer waits for keeps nothing by itself: the debt may still be due, or be nobody's any more.
 */
export const divide = ({ cents, missing, status }: Arrival): { applied: number; withheld: Withheld[] } => {
  const fits = Math.min(cents, missing);
  const rest = cents - fits;
  const closed = closedKinds[status];
  const over: Withheld[] = rest > 0 ? [{ kind: fits > 0 ? 'surplus' : 'double', cents: rest }] : [];
  if (!closed) return { applied: fits, withheld: over };
  return { applied: 0, withheld: [...(fits > 0 ? [{ kind: closed, cents: fits }] : []), ...over] };
};

/** Euro with at most two decimals, as sheets write them, in cents. @throws RangeError for a fraction of a cent */
export const centsOf = (euro: number): number => {
  const cents = Math.round(euro * 100);
  if (!Number.isSafeInteger(cents) || Math.abs(euro * 100 - cents) > 1e-6) {
    throw new RangeError(`${euro} is no amount in euro and cents`);
  }
  return cents;
};

/** `16,00`: cents as an amount on paper and screen, with points between thousands. */
export const centsText = (cents: number): string => {
  const [whole = '', decimals = ''] = (Math.abs(cents) / 100).toFixed(2).split('.');
  return `${cents < 0 ? '−' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${decimals}`;
};

/**
 * What a person typed as an amount of euro: `1.234,5`, `16`, `16,00`.
 * @returns cents, or null when it isn't one
 */
export const readEuro = (text: string): number | null => {
  const match = /^(\d{1,3}(?:\.\d{3})+|\d{1,9})(?:,(\d{1,2}))?$/.exec(text.replace(/\s|€/g, ''));
  if (!match) return null;
  const [, whole = '', decimals = ''] = match;
  return Number(whole.replaceAll('.', '')) * 100 + Number(decimals.padEnd(2, '0'));
};

/** The message that a diagram waits for, recognised by the IUV of the notice; the program sends it, nobody at a desk. */
export const paidMessage = 'pagamento.ricevuto';

/** What the message brings: that it is paid, how many cents, on which day. */
export const paidVariables: readonly string[] = ['pagamentoEsito', 'pagamentoImporto', 'pagamentoIl'];
