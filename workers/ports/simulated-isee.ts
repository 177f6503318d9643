import { z } from 'zod';
import type { Isee } from './isee.js';
import { simulatedTable } from './simulated-table.js';

const table = simulatedTable('isee', 'L’archivio ISEE', {
  value: z.number(),
  kind: z.enum(['ordinario', 'minorenni', 'corrente', 'sociosanitario']),
  /** Month and day, of this year. */
  validUntil: z.string().regex(/^\d\d-\d\d$/),
  flawed: z.boolean(),
});

/** The archive that `simulated/isee.yaml` plays; certificates are of the year in which one asks. */
export const simulatedIsee: Isee = {
  async find(asking, taxCode, today) {
    const found = await table.ask(asking, taxCode);
    return found && { ...found, validUntil: `${today.slice(0, 4)}-${found.validUntil}` };
  },
};
