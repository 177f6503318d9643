import { z } from 'zod';
import { businessStatuses, type RegistroImprese } from './registro-imprese.js';
import { simulatedTable } from './simulated-table.js';

const table = simulatedTable('registro-imprese', 'Il registro delle imprese', {
  name: z.string(),
  status: z.enum(businessStatuses),
  seat: z.string(),
  activity: z.coerce.string(),
});

/** The register of businesses that `simulated/registro-imprese.yaml` plays. */
export const simulatedRegistroImprese: RegistroImprese = {
  find: (asking, vatNumber) => table.ask(asking, vatNumber),
};
