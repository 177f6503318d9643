import type { Asking } from './simulated-table.js';

export interface CadastralReference {
  foglio: string;
  particella: string;
  subalterno?: string | undefined;
}

export interface Property {
  /** Tax codes of who owns it. */
  owners: string[];
  category: string;
  /** Square metres. */
  area: number;
  address: string;
}

/**
 * The land registry (Agenzia delle Entrate). The real one answers administrations over SISTER or PDND, whose interfaces are
 * not public: an adapter is written together with the body that grants access.
 */
export interface Catasto {
  /** @throws Unavailable when the registry doesn't answer: the step is tried again */
  find(asking: Asking, reference: CadastralReference): Promise<Property | null>;
}
