import type { Knex } from 'knex';

export interface RegisterDay {
  day: string;
  volume: number;
  entries: number;
  firstNumber: number | null;
  lastNumber: number | null;
  cancellations: number;
  sha256: string;
  madeAt: Date;
  madeBy: string;
}

export const dayPageSize = 62;

const columns = {
  day: 'day',
  volume: 'volume',
  entries: 'entries',
  firstNumber: 'first_number',
  lastNumber: 'last_number',
  cancellations: 'cancellations',
  sha256: 'sha256',
  madeAt: 'made_at',
  madeBy: 'made_by',
};

/** The daily registers made so far, newest day first. @param before only days before this one */
export const registerDays = async (
  db: Knex,
  before: string | null,
): Promise<{ days: RegisterDay[]; hasMore: boolean }> => {
  const rows = (await db('register_day')
    .modify((query) => {
      if (before) query.where('day', '<', before);
    })
    .orderBy([{ column: 'day', order: 'desc' }, 'volume'])
    .limit(dayPageSize + 1)
    .select(columns)) as RegisterDay[];
  return { days: rows.slice(0, dayPageSize), hasMore: rows.length > dayPageSize };
};
