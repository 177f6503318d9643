import type { Asking } from './simulated-table.js';

export const recordOutcomes = ['nulla', 'ostativo'] as const;

/**
 * The criminal records (Ministero della Giustizia, DPR 313/2002 art. 39): an administration learns only whether something stands
 * against the activity, never what. The real one is used under agreement; its interface is not public.
 */
export interface Casellario {
  /** @throws Unavailable */
  check(
    asking: Asking,
    taxCode: string,
  ): Promise<{ outcome: (typeof recordOutcomes)[number] } | { refused: string }>;
}
