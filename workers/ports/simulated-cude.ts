import { z } from 'zod';
import type { Cude } from './cude.js';
import { simulatedTable } from './simulated-table.js';

const table = simulatedTable('cude', 'La piattaforma dei contrassegni', {
  receives: z.boolean(),
  refusal: z.string().default('dati non validi'),
});

/** The platform that `simulated/cude.yaml` plays. What is given back is never refused. */
export const simulatedCude: Cude = {
  async register(asking, { taxCode, act }) {
    const row = await table.ask(asking, taxCode);
    if (act === 'revoked' || !row || row.receives) return null;
    return `La piattaforma dei contrassegni (simulazione) rifiuta: ${row.refusal}.`;
  },
};
