import { z } from 'zod';
import type { Catasto } from './catasto.js';
import { simulatedTable } from './simulated-table.js';

const table = simulatedTable('catasto', 'Il catasto', {
  owners: z.array(z.string()),
  category: z.string(),
  area: z.number(),
  address: z.string(),
});

/** The land registry that `simulated/catasto.yaml` plays, by sheet, parcel and part. */
export const simulatedCatasto: Catasto = {
  find: (asking, { foglio, particella, subalterno }) =>
    table.ask(asking, [foglio, particella, subalterno].filter(Boolean).join('/')),
};
