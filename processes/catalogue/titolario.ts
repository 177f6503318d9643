import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { inRepo } from '../../core/paths.js';

const text = z.string().min(1);
const titolarioSchema = z.array(z.strictObject({ code: text, title: text, classes: z.record(text, text) }));

export interface DocumentClass {
  /** `VI-3` */
  code: string;
  /** `Edilizia privata` */
  title: string;
}

/** A title of the classification scheme with its classes, in the file's order. */
export interface ClassGroup {
  code: string;
  title: string;
  classes: DocumentClass[];
}

/**
 * Reads the municipality's classification scheme (DPR 445/2000 art. 64 c. 4); read each time, so an edit counts at once.
 * @throws Error naming the file and what is wrong in it
 */
export const readTitolario = async (file = inRepo('processes/titolario.yaml')): Promise<ClassGroup[]> => {
  const result = titolarioSchema.safeParse(parse(await readFile(file, 'utf8')));
  if (!result.success) throw new Error(`${file} non è come deve essere: ${z.prettifyError(result.error)}`);
  return result.data.map(({ code, title, classes }) => ({
    code,
    title,
    classes: Object.entries(classes).map(([key, name]) => ({ code: key, title: name })),
  }));
};

/** `VI-3 Edilizia privata`; a class that the scheme no longer has keeps its bare code. */
export const classLabel = (groups: ClassGroup[], code: string | null): string => {
  if (!code) return '';
  const known = groups.flatMap(({ classes }) => classes).find((one) => one.code === code);
  return known ? `${known.code} ${known.title}` : code;
};
