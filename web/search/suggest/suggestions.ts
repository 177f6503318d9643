import { formatDate } from '../../format.js';
import type { Translate } from '../../i18n.js';
import { countLimit, type Group } from '../find/group.js';
import type { Everything } from '../find/everything.js';
import type { SnippetPart } from '../find/snippet.js';
import type { FoundCase } from '../query.js';

interface Suggestion {
  href: string;
  title: string;
  detail: string;
  snippet?: SnippetPart[];
}
interface SuggestionGroup {
  key: string;
  /** `12`, or `più di 100`. */
  count: string;
  options: Suggestion[];
}

/** Numbers of hits as they are told: beyond the limit nobody counts. */
export const countText = (t: Translate, total: number): string =>
  total > countLimit ? t('search.moreThan', { count: countLimit }) : t('search.count', { count: total });

const about = (...parts: (string | null | undefined)[]): string => parts.filter(Boolean).join(' · ');

/** The few lines under the box while somebody types, by kind; what was named exactly comes first. */
export const suggestions = (
  t: Translate,
  { parties, cases, registrations, documents, alike }: Everything,
  exact: FoundCase[],
): { groups: SuggestionGroup[]; total: number; alike: string } => {
  const group = <T>(
    key: string,
    { rows, total }: Group<T>,
    option: (row: T) => Suggestion,
  ): SuggestionGroup => ({
    key,
    count: countText(t, total),
    options: rows.map(option),
  });
  const ofCase = (row: FoundCase): Suggestion => ({
    href: `/cases/${row.id}`,
    title: `${row.number} · ${row.applicant}`,
    detail: about(row.subject, row.status === 'closed' ? (row.outcome ?? t('parties.case.closed')) : null),
  });
  const groups = [
    group('exact', { rows: exact, total: exact.length }, ofCase),
    group('parties', parties, (row) => ({
      href: `/parties/${row.id}`,
      title: row.name,
      detail: about(row.taxCode, formatDate(row.birthDate), row.street, row.municipality),
    })),
    group('cases', cases, ofCase),
    group('registrations', registrations, (row) => ({
      href: `/cases/${row.caseId}`,
      title: `${t('search.protocol')} ${row.protocol}`,
      detail: about(row.object, row.correspondents, formatDate(row.registeredAt)),
    })),
    group('documents', documents, (row) => ({
      href: `/documents/${row.id}`,
      title: row.title,
      detail: about(row.caseNumber, formatDate(row.createdAt)),
      snippet: row.snippet,
    })),
  ].filter(({ options }) => options.length > 0);
  return {
    groups,
    total: groups.reduce((sum, { options }) => sum + options.length, 0),
    alike: alike.join(', '),
  };
};
