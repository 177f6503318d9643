import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { coverageKinds, type CoverageKind } from './kinds.js';

/** `coverage.yaml` of a procedure: what no scenario can pass, each with the reason why. */
export const excusesSchema = z.partialRecord(z.enum(coverageKinds), z.record(z.string(), z.string().min(10)));

/** Reasons by kind and name. */
export type Excuses = Partial<Record<CoverageKind, Record<string, string>>>;

/** @throws Error in Italian naming the file, when it isn't as it must be */
export const loadExcuses = async (folder: string): Promise<Excuses> => {
  const file = join(folder, 'coverage.yaml');
  const text = await readFile(file, 'utf8').catch(() => '');
  const result = excusesSchema.safeParse(parse(text) ?? {});
  if (result.success) return result.data;
  const lines = result.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new Error(
    `${file} non è come deve essere (${coverageKinds.join(', ')}: nome, motivo):\n${lines.join('\n')}`,
  );
};
