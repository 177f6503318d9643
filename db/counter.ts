import type { Knex } from 'knex';

/**
 * Takes the next number of a register for a year. The counter's row stays locked until the transaction ends, so numbers
 * are without gap or repeat even when transactions fail (DPR 445/2000 art. 53; a sequence would leave gaps).
 * @returns 1 for the first of the year
 */
export const nextNumber = async (trx: Knex.Transaction, register: string, year: number): Promise<number> => {
  const { rows } = await trx.raw<{ rows: { last_number: number }[] }>(
    `insert into counter (register, year, last_number) values (?, ?, 1)
     on conflict (register, year) do update set last_number = counter.last_number + 1
     returning last_number`,
    [register, year],
  );
  const [row] = rows;
  if (!row) throw new Error(`no counter for ${register} ${year}`);
  return row.last_number;
};

/** The year in which the Comune counts: the one in Rome, not in UTC. */
export const yearInRome = (at: Date): number =>
  Number(new Intl.DateTimeFormat('en', { timeZone: 'Europe/Rome', year: 'numeric' }).format(at));

/** `0000123/2026`: at least seven digits (DPR 445/2000 art. 57). */
export const protocolNumber = (year: number, number: number): string =>
  `${String(number).padStart(7, '0')}/${year}`;

/** `2026/000123`. */
export const caseNumber = (year: number, number: number): string =>
  `${year}/${String(number).padStart(6, '0')}`;
