import type { Asking } from './simulated-table.js';

export interface PermitNotice {
  taxCode: string;
  number: string;
  /** `issued` also when renewed. */
  act: 'issued' | 'revoked';
  validUntil: string;
}

/**
 * The national platform of the permits for disabled persons (Ministero delle Infrastrutture): every Comune tells it what it
 * issues, so that the plate is known everywhere. It is open to Comuni only; its interface is not public.
 */
export interface Cude {
  /** @returns why it refuses, as a sentence; null when it has taken it in. @throws Unavailable */
  register(asking: Asking, notice: PermitNotice): Promise<string | null>;
}
