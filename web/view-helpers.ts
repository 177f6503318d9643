import Handlebars, { type HelperOptions } from 'handlebars';
import { may, type Role } from '../core/actor.js';
import {
  daysBetween,
  formatDate,
  formatDateTime,
  formatEuro,
  formatNumber,
  formatSize,
  formatTime,
  formatWeekdayDate,
} from './format.js';
import type { PageFrame, SiteFrame } from './views.js';

const pageOf = (options: HelperOptions): PageFrame => (options.data as { page: PageFrame }).page;
const siteOf = (options: HelperOptions): SiteFrame => (options.data as { site: SiteFrame }).site;
const { SafeString, escapeExpression } = Handlebars;

/** What views can call. `t` is the only way to a sentence; dates and sizes come out as people in Italy read them. */
export const helpers = {
  t: (key: string, options: HelperOptions): string =>
    pageOf(options).t(key, options.hash as Record<string, string>),
  date: (value: Date | string | null): string => formatDate(value),
  dateTime: (value: Date | string | null): string => formatDateTime(value),
  time: (value: Date | string | null): string => formatTime(value),
  weekdayDate: (date: string): string => formatWeekdayDate(date),
  figure: (value: number | null): string => (value === null ? '' : formatNumber(value)),
  euro: (amount: number): string => formatEuro(amount),
  fileSize: (bytes: number): string => formatSize(bytes),
  iso: (value: Date | string | null): string => (value instanceof Date ? value.toISOString() : (value ?? '')),
  asset: (name: string, options: HelperOptions): string => siteOf(options).asset(name),
  eq: (a: unknown, b: unknown): boolean => a === b,
  plus: (a: number, b: number): number => a + b,
  over: (value: number, limit: number): boolean => value > limit,
  or: (...values: unknown[]): unknown => values.slice(0, -1).find(Boolean),
  and: (...values: unknown[]): boolean => values.slice(0, -1).every(Boolean),
  not: (value: unknown): boolean => !value,
  json: (value: unknown): string => JSON.stringify(value ?? null),
  concat: (...parts: unknown[]): string => parts.slice(0, -1).join(''),
  join: (list: readonly unknown[] | undefined): string => (list ?? []).join(', '),
  lookupIn: (map: Record<string, unknown> | undefined, key: string): unknown => map?.[key],
  /** `{{#if (role 'operator' 'officer')}}`: whether who looks at the page has one of the roles. */
  role: (...values: unknown[]): boolean => {
    const actor = pageOf(values.at(-1) as HelperOptions).actor;
    return actor !== null && may(actor, ...(values.slice(0, -1) as Role[]));
  },
  /** The hidden field that proves that a form is ours; first in the form, because files are read as they come. */
  csrf: (options: HelperOptions) =>
    new SafeString(`<input type="hidden" name="_csrf" value="${escapeExpression(pageOf(options).csrf)}">`),
  /** How long something waits, in days: «da oggi», «da 3 giorni». */
  ago: (value: Date | string, options: HelperOptions): string => {
    const { t, now } = pageOf(options);
    const days = daysBetween(new Date(value), now);
    return days > 0 ? t('ago.days', { count: days }) : t('ago.today');
  },
  /** A text whose Italian parts say that they are: `{{inItalian text @root.italian}}` (web/italian.ts); null finds none. */
  inItalian: (text: string, italian: RegExp | null | undefined) =>
    italian
      ? new SafeString(
          text
            .split(new RegExp(`(${italian.source})`, italian.flags))
            .map((part, index) =>
              index % 2 === 1 ? `<span lang="it">${escapeExpression(part)}</span>` : escapeExpression(part),
            )
            .join(''),
        )
      : text,
  /** A due date with how far away it is, in words and not in colour alone. */
  due: (value: Date | string | null, options: HelperOptions) => {
    if (!value) return '';
    const { t, now } = pageOf(options);
    const days = daysBetween(now, value);
    const [tone, text] =
      days < 0
        ? ['late', t('due.late', { count: -days })]
        : days === 0
          ? ['today', t('due.today')]
          : days <= 3
            ? ['soon', t('due.soon', { count: days })]
            : ['', ''];
    const badge = text ? ` <span class="due due-${tone}">${escapeExpression(text)}</span>` : '';
    return new SafeString(
      `<time datetime="${escapeExpression(isoOf(value))}">${formatDate(value)}</time>${badge}`,
    );
  },
};

const isoOf = (value: Date | string): string => (value instanceof Date ? value.toISOString() : value);
