import { may } from '../../../core/actor.js';
import type { CaseFile } from '../../../db/models/case-file.js';
import type { Letter } from '../../../db/models/letter.js';
import type { ProcedureVersion } from '../../../processes/catalogue/catalogue.js';
import { answers } from '../../../processes/catalogue/forms/answers.js';
import type { FormSchema } from '../../../processes/catalogue/bundle.js';
import {
  letterOriginsSchema,
  type FieldOrigin,
  type LetterOrigins,
} from '../../../templates/origins/origins.js';
import type { Source } from '../../../templates/origins/rules.js';
import { traceLetter, type TracedValue } from '../../../templates/origins/trace.js';
import { formatDate, formatDateTime } from '../../format.js';
import type { Translate } from '../../i18n.js';
import type { Person } from '../../inbox/query.js';
import { emptyForm } from '../../tasks/typing.js';
import { labelOfInput, withoutAddresses } from '../../tasks/form-labels.js';

export interface OriginLine {
  path: string;
  value: string;
  origin: string;
}

interface Around {
  letter: Letter;
  file: CaseFile;
  version: ProcedureVersion;
  t: Translate;
}

const said = (field: string, origin: FieldOrigin, { version, t }: Around): string => {
  const place = (origin.place && version.model.elements.get(origin.place)?.name) || origin.place || '';
  const schema: FormSchema = (origin.formKey && version.bundle.forms[origin.formKey]) || emptyForm;
  return t(`letters.origin.said.${origin.kind}`, {
    field: labelOfInput(schema, field),
    place,
    by: origin.by ?? t('letters.origin.nobody'),
    at: origin.at ? formatDateTime(origin.at) : '',
  });
};

const fromSource = (source: Source, origins: LetterOrigins, { letter, file, version, t }: Around): string => {
  const clock = (letter.data['clock'] ?? null) as { source?: string } | null;
  switch (source) {
    case 'sheet':
      return t('letters.origin.sheet', {
        version: version.engineVersion ?? 0,
        date: formatDate(version.deployedAt),
      });
    case 'case':
      return t('letters.origin.case', { number: file.number, at: formatDateTime(file.openedAt) });
    case 'application':
      return t('letters.origin.application', { at: formatDateTime(file.presentedAt) });
    case 'account':
      return t(origins.isResponsibleAssigned ? 'letters.origin.account' : 'letters.origin.account.head');
    case 'addressee':
      return t(`letters.origin.addressee.${origins.addressee}`);
    case 'step':
      return t(origins.isSubjectGiven ? 'letters.origin.step' : 'letters.origin.kind');
    case 'clock':
      return t('letters.origin.clock', { at: formatDateTime(letter.composedAt ?? letter.createdAt) });
    case 'law':
      return clock?.source ? t('letters.origin.law.of', { source: clock.source }) : t('letters.origin.law');
    default:
      return t(`letters.origin.${source}`);
  }
};

const originText = ({ path, origin }: TracedValue, origins: LetterOrigins, around: Around): string => {
  const { t } = around;
  if (origin === null) return t('letters.origin.unknown');
  if ('field' in origin) return said(origin.field, origin.said, around);
  if (path === 'letter.code') return t('letters.origin.code');
  if (path === 'letter.courtesy') return t(`letters.origin.courtesy.${origins.courtesy ?? 'step'}`);
  return fromSource(origin.source, origins, around);
};

/** What offices don't need: how the citizen can be reached. */
const isForOffices =
  ({ file, version }: Around) =>
  ({ path, value }: TracedValue): boolean => {
    if (path.startsWith('addressee.digitalDomicile')) return false;
    const form = version.bundle.forms[version.sheet.applicationForm];
    const [room, key = ''] = path.split('.');
    if (!form || (room !== 'application' && room !== 'answers')) return true;
    const seen = withoutAddresses(form);
    const hidden = answers(form, file.application)
      .map(({ value: text }) => text)
      .filter((text) => !answers(seen, file.application).some((one) => one.value === text));
    return !hidden.includes(String(value)) && !hidden.includes(String(file.application[key] ?? ''));
  };

/** As people here write it: yes and no, days and moments. */
const shown = (value: TracedValue['value'], t: Translate): string => {
  if (typeof value === 'boolean') return t(value ? 'letters.yes' : 'letters.no');
  const text = String(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return formatDate(text);
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) ? formatDateTime(text) : text;
};

/** Every value of a letter beside where it comes from, in the order in which the letter's data hold them. */
export const originLines = (around: Around, actor: Person): OriginLine[] => {
  const origins = letterOriginsSchema.parse(around.letter.origins);
  const lines = traceLetter(around.letter.data, origins);
  return (may(actor, 'operator') ? lines : lines.filter(isForOffices(around))).map((line) => ({
    path: line.path,
    value: shown(line.value, around.t),
    origin: originText(line, origins, around),
  }));
};
