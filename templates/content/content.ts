import { z } from 'zod';
import { banSchema } from './ban.js';
import { changeSchema } from './change.js';
import { conferenceSchema } from './conference.js';
import { demandSchema } from './demand.js';
import { oppositionSchema } from './opposition.js';
import { orderSchema } from './order.js';
import { refusalNoticeSchema } from './refusal-notice.js';
import { reportSchema } from './report.js';
import { requestSchema } from './request.js';
import { silenceSchema } from './silence.js';
import { taxSchema } from './tax.js';

const orNull = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value): z.output<T> | null => value ?? null);

/** What one letter says that the others don't; a letter carries its own part only. */
export const contentSchema = z.object({
  change: orNull(changeSchema),
  request: orNull(requestSchema),
  refusalNotice: orNull(refusalNoticeSchema),
  silence: orNull(silenceSchema),
  order: orNull(orderSchema),
  ban: orNull(banSchema),
  report: orNull(reportSchema),
  opposition: orNull(oppositionSchema),
  demand: orNull(demandSchema),
  tax: orNull(taxSchema),
  conference: orNull(conferenceSchema),
});
export type LetterContent = z.input<typeof contentSchema>;
