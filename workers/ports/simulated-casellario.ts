import { z } from 'zod';
import { recordOutcomes, type Casellario } from './casellario.js';
import { simulatedTable } from './simulated-table.js';

const table = simulatedTable('casellario', 'Il casellario', {
  outcome: z.enum([...recordOutcomes, 'rifiutato']),
});

/** The criminal records that `simulated/casellario.yaml` plays. */
export const simulatedCasellario: Casellario = {
  async check(asking, taxCode) {
    const { outcome } = (await table.ask(asking, taxCode)) ?? { outcome: 'nulla' as const };
    return outcome === 'rifiutato'
      ? { refused: 'Il casellario (simulazione) rifiuta: nome e data di nascita non coincidono.' }
      : { outcome };
  },
};
