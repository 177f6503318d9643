import type { Knex } from 'knex';
import { loadMunicipalValues, type MunicipalValue } from '../processes/catalogue/municipal-values.js';

/** One value from a day on, and on whose word. */
export interface DatedValue {
  value: number;
  /** `yyyy-mm-dd` */
  validFrom: string;
  source: string;
  /** Null for those the municipality began with. */
  setBy: string | null;
}

export type KnownValue = Omit<MunicipalValue, 'values'> & {
  /** Newest day first; of two for the same day the one set later first. */
  values: DatedValue[];
};

interface Row {
  name: string;
  value: string;
  validFrom: string;
  source: string;
  setBy: string;
}

/** Every value of the municipality with its history. */
export const municipalValues = async (db: Knex): Promise<KnownValue[]> => {
  const [known, { rows }] = await Promise.all([
    loadMunicipalValues(),
    db.raw<{ rows: Row[] }>(
      `select name, value::text, to_char(valid_from, 'YYYY-MM-DD') as "validFrom", source, set_by as "setBy"
       from municipal_value order by valid_from desc, id desc`,
    ),
  ]);
  return known.map(({ values, ...about }) => {
    const set = rows
      .filter(({ name }) => name === about.id)
      .map(({ value, validFrom, source, setBy }) => ({ value: Number(value), validFrom, source, setBy }));
    const first = values.map((value) => ({ ...value, setBy: null }));
    return {
      ...about,
      values: [...set, ...first].sort((a, b) =>
        a.validFrom < b.validFrom ? 1 : a.validFrom > b.validFrom ? -1 : 0,
      ),
    };
  });
};

/** The one in force on a day; undefined before the first. */
export const inForce = ({ values }: KnownValue, date: string): DatedValue | undefined =>
  values.find(({ validFrom }) => validFrom <= date);

/**
 * The municipality's values as they are on a day, by name.
 * @param date `yyyy-mm-dd`
 */
export const valuesOn = async (db: Knex, date: string): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await municipalValues(db)).flatMap((known): [string, number][] => {
      const value = inForce(known, date)?.value;
      return value === undefined ? [] : [[known.id, value]];
    }),
  );
