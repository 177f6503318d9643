import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { inRepo } from '../../core/paths.js';

const text = z.string().min(1);

const valueSchema = z.strictObject({
  /** As diagrams and decisions read it: `valori.diritti`. */
  id: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  title: text,
  /** `euro`, `giorni`, `metri quadrati`… */
  unit: text,
  values: z.array(z.strictObject({ value: z.number(), validFrom: z.iso.date(), source: text })).min(1),
});

/** A number that the municipality sets by itself: a tariff, a threshold, a number of days. */
export type MunicipalValue = z.output<typeof valueSchema>;

/** @throws Error naming the file and what is wrong in it */
export const loadMunicipalValues = async (
  file = inRepo('processes/valori.yaml'),
): Promise<MunicipalValue[]> => {
  const result = z.array(valueSchema).safeParse(parse(await readFile(file, 'utf8')));
  if (!result.success) throw new Error(`${file} non è come deve essere: ${z.prettifyError(result.error)}`);
  return result.data;
};
