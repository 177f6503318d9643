/** Ways in which one may act for another before the Comune. */
export const powerKinds = ['parent', 'guardian', 'legal-representative', 'delegate', 'professional'] as const;
export type PowerKind = (typeof powerKinds)[number];

/** What decides whether a power holds on a day. Days are ISO and both ends count. */
export interface Power {
  kind: PowerKind;
  validFrom: string;
  validTo: string | null;
  revokedOn: string | null;
  /** Of the person represented; null when unknown or an organisation. */
  principalBirthDate: string | null;
}

export type PowerState = 'holds' | 'not-yet' | 'expired' | 'revoked' | 'of-age';

/** The day on which somebody turns eighteen (c.c. art. 2); born on 29 February: the first of March. */
export const majorityDay = (birthDate: string): string => {
  const [year = 0, month = 1, day = 1] = birthDate.split('-').map(Number);
  return new Date(Date.UTC(year + 18, month - 1, day)).toISOString().slice(0, 10);
};

/** The day from which a power holds no more; null while it holds, or before it does. @param on ISO day in Rome */
export const powerEndedOn = (power: Power, on: string): string | null => {
  const state = powerState(power, on);
  if (state === 'revoked') return power.revokedOn;
  if (state === 'expired') return power.validTo;
  return state === 'of-age' && power.principalBirthDate ? majorityDay(power.principalBirthDate) : null;
};

/**
 * Whether a power holds: revoked (c.c. artt. 1722, 1723), expired and future ones don't, and a parent's ends when the
 * child comes of age (c.c. art. 316). What was done while it held stands.
 * @param on ISO day in Rome
 */
export const powerState = (power: Power, on: string): PowerState => {
  if (power.revokedOn !== null && power.revokedOn <= on) return 'revoked';
  if (power.validFrom > on) return 'not-yet';
  if (power.validTo !== null && power.validTo < on) return 'expired';
  const grownUp = power.principalBirthDate !== null && majorityDay(power.principalBirthDate) <= on;
  return power.kind === 'parent' && grownUp ? 'of-age' : 'holds';
};
