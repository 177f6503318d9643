import type { Asking } from './simulated-table.js';

export const businessStatuses = ['attiva', 'inattiva', 'in-liquidazione', 'cessata'] as const;

export interface Business {
  name: string;
  status: (typeof businessStatuses)[number];
  seat: string;
  /** ATECO code. */
  activity: string;
}

/**
 * The register of businesses (InfoCamere). The real one is used under contract, over Telemaco or PDND: its interface is not
 * public.
 */
export interface RegistroImprese {
  /** @throws Unavailable */
  find(asking: Asking, vatNumber: string): Promise<Business | null>;
}
