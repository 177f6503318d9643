import type { OfficeName } from '../shared/fill-in.js';
import type { Sheet } from '../sheet.js';
import { added, changed, isEqual, paired, removed, said, type Change } from './change.js';

type Term = Pick<Sheet['term'], 'days' | 'kind'>;

const termChanges = (before: Sheet['term'], after: Sheet['term']): Change[] => [
  ...daysChanged('sheet.term', before, after),
  ...(before.end === after.end
    ? []
    : [
        changed('sheet.termEnd', {
          before: { word: `end.${before.end}` },
          after: { word: `end.${after.end}` },
        }),
      ]),
  ...(before.source === after.source
    ? []
    : [changed('sheet.termSource', { before: before.source, after: after.source })]),
];

const days = ({ days: count, kind }: Term) => ({ word: `days.${kind}`, params: { count } });

const daysChanged = (key: string, before: Term, after: Term, title = ''): Change[] =>
  before.days === after.days && before.kind === after.kind
    ? []
    : [changed(key, { before: days(before), after: days(after), title })];

/** Parts of a list that have a title: documents, fees, laws, other terms, messages. */
const listChanges = <T extends object>(
  name: string,
  [before, after]: [readonly T[], readonly T[]],
  titleOf: (item: T) => string,
  details: (before: T, after: T) => Change[] = () => [],
): Change[] => {
  const { gone, come, both } = paired(before, after, titleOf);
  return [
    ...come.map((item) => added(`sheet.${name}.added`, { title: titleOf(item) })),
    ...gone.map((item) => removed(`sheet.${name}.removed`, { title: titleOf(item) })),
    ...both
      .filter(([one, other]) => !isEqual(one, other))
      .flatMap(([one, other]) => {
        const said = details(one, other);
        return said.length > 0 ? said : [changed(`sheet.${name}.changed`, { title: titleOf(other) })];
      }),
  ];
};

const feeAmount = (before: Sheet['fees'][number], after: Sheet['fees'][number]): Change[] =>
  before.amount === after.amount
    ? []
    : [changed('sheet.fees.amount', { title: after.title, before: before.amount, after: after.amount })];

const documentRequired = (before: Sheet['documents'][number], after: Sheet['documents'][number]): Change[] =>
  before.required === after.required
    ? []
    : [changed(after.required ? 'sheet.documents.required' : 'sheet.documents.free', { title: after.title })];

const offices = ['office', 'decidingOffice'] as const;
const listed = ['term', 'otherTerms', 'legal', 'documents', 'fees', 'messages', ...offices] as const;

/** The differences of two sheets, each as a sentence. */
export const sheetChanges = (before: Sheet, after: Sheet, officeName: OfficeName): Change[] => [
  ...termChanges(before.term, after.term),
  ...listChanges(
    'otherTerms',
    [before.otherTerms, after.otherTerms],
    ({ title }) => title,
    (one, other) => daysChanged('sheet.otherTerms.days', one, other, other.title),
  ),
  ...offices.flatMap((name) =>
    before[name] === after[name]
      ? []
      : [
          changed(`sheet.${name}`, {
            before: officeName(before[name]),
            after: officeName(after[name]),
          }),
        ],
  ),
  ...listChanges('documents', [before.documents, after.documents], ({ title }) => title, documentRequired),
  ...listChanges('fees', [before.fees, after.fees], ({ title }) => title, feeAmount),
  ...listChanges('legal', [before.legal, after.legal], ({ ref }) => ref),
  ...listChanges('messages', [before.messages, after.messages], ({ label }) => label),
  ...otherFields(before, after),
];

const otherFields = (before: Sheet, after: Sheet): Change[] =>
  (Object.keys({ ...before, ...after }) as (keyof Sheet)[])
    .filter((name) => !(listed as readonly string[]).includes(name))
    .filter((name) => !isEqual(before[name], after[name]))
    .map((name) =>
      changed('sheet.field', {
        field: { word: `field.${name}` },
        before: said(listAsText(before[name])),
        after: said(listAsText(after[name])),
      }),
    );

const listAsText = (value: unknown): unknown => {
  if (!Array.isArray(value)) return value;
  return value
    .map((item: unknown) => (typeof item === 'string' ? item : Object.values(item as object).join(': ')))
    .join('; ');
};
