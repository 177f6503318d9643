import type { NoticeInput } from '../../../db/transactions/notices.js';
import { field, type FormBody } from '../../form-body.js';
import { formatDate } from '../../format.js';
import { readDate } from '../../forms/read-value.js';
import type { Notice } from '../query.js';

/** A notice's form as typed; shown again as it is when something must be corrected. */
export interface TypedNotice {
  title: string;
  body: string;
  important: boolean;
  validFrom: string;
  validTo: string;
  procedures: string[];
  offices: string[];
  skills: string;
}

export const typedNotice = (form: FormBody): TypedNotice => ({
  title: field(form, 'title'),
  body: field(form, 'body'),
  important: field(form, 'important') === 'yes',
  validFrom: field(form, 'validFrom'),
  validTo: field(form, 'validTo'),
  procedures: form.fields.getAll('procedures'),
  offices: form.fields.getAll('offices'),
  skills: field(form, 'skills'),
});

/** A notice's present content, as it is typed. */
export const typedFromNotice = (notice: Notice): TypedNotice => ({
  ...notice,
  validFrom: formatDate(notice.validFrom),
  validTo: formatDate(notice.validTo),
  skills: notice.skills.join(', '),
});

/** What was typed, as the transaction takes it. A day that doesn't exist stays as typed and is refused there. */
export const noticeInput = (typed: TypedNotice): NoticeInput => ({
  ...typed,
  validFrom: readDate(typed.validFrom) ?? typed.validFrom,
  validTo: typed.validTo ? (readDate(typed.validTo) ?? typed.validTo) : null,
  skills: typed.skills
    .split(',')
    .map((skill) => skill.trim())
    .filter(Boolean),
});
