import { it } from 'zod/locales';
import type { z } from 'zod';

const italian = it().localeError;

/** What is wrong in a file that a person wrote, said to that person; rules with a sentence of their own keep it. */
export const toAnalysts: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'manca: aggiungi questa voce';
  if (issue.code === 'unrecognized_keys')
    return `${issue.keys.map((key) => `«${key}»`).join(', ')}: nessuno legge questa voce, correggi il nome o toglila`;
  return italian(issue);
};
