import type { z } from 'zod';
import { InputError } from '../../core/errors.js';

/** @throws InputError with a sentence beside each field that is wrong */
export const checkedInput = <T extends z.ZodType>(schema: T, input: z.input<T>): z.output<T> => {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new InputError(
    Object.fromEntries(result.error.issues.map(({ path, message }) => [String(path[0] ?? ''), message])),
  );
};
