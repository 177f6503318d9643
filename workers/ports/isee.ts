import type { Asking } from './simulated-table.js';

export interface IseeCertificate {
  /** Euro. */
  value: number;
  kind: 'ordinario' | 'minorenni' | 'corrente' | 'sociosanitario';
  /** `yyyy-mm-dd` */
  validUntil: string;
  /** INPS notes omissions or differences (DPCM 159/2013 art. 11 c. 5). */
  flawed: boolean;
}

/** INPS's archive of ISEE certificates. The real one is open to granting bodies only; its interface is not public. */
export interface Isee {
  /** @throws Unavailable */
  find(asking: Asking, taxCode: string, today: string): Promise<IseeCertificate | null>;
}
