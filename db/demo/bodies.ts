import type { Knex } from 'knex';

const bodies = [
  [
    'Prefettura di Reggio Emilia',
    'Corso Garibaldi 55',
    '42121',
    'Reggio nell’Emilia',
    'RE',
    'prefettura@pec.prefettura.example',
  ],
  [
    'Provincia di Reggio Emilia',
    'Corso Garibaldi 59',
    '42121',
    'Reggio nell’Emilia',
    'RE',
    'provincia@pec.provincia.example',
  ],
  [
    'Servizio fitosanitario regionale',
    'Via dei Frutteti 1',
    '40100',
    'Bologna',
    'BO',
    'fitosanitario@pec.regione.example',
  ],
  ['Comune di Scandiano', 'Piazza della Rocca 2', '42019', 'Scandiano', 'RE', 'scandiano@pec.comune.example'],
] as const;

/** Bodies for the demonstration; their addresses are invented. */
export const seedDemoBodies = async (db: Knex): Promise<void> => {
  await db('public_body')
    .insert(
      bodies.map(([name, street, postalCode, municipality, province, pec]) => ({
        name,
        street,
        postal_code: postalCode,
        municipality,
        province,
        pec,
        submission_token: `demo ${name}`,
        changed_at: db.fn.now(),
      })),
    )
    .onConflict('submission_token')
    .ignore();
};
