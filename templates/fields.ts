import { z } from 'zod';

/** The kinds of value that letters are made of; shared by the common data and by what each letter adds. */
export const text = z.string();
export const optionalText = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
/** `2026-03-02`, or a moment `2026-03-02T10:15:00Z` that is printed in the time of Rome. */
export const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/, 'data ISO');
export const optionalMoment = moment.nullish().transform((value) => value ?? null);
export const optionalNumber = z
  .number()
  .nullish()
  .transform((value) => value ?? null);
export const optionalDays = z
  .number()
  .int()
  .nullish()
  .transform((value) => value ?? null);
export const list = <T extends z.ZodType>(item: T) => z.array(item).default([]);
export const protocol = z.object({ number: text, date: moment });
