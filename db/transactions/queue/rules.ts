import type { Series } from '../../models/ticket.js';
import type { Opening } from '../../opening-hours.js';
import type { DeskKind } from '../../stations.js';

const minute = 60_000;

/** Who doesn't come within this time of the call loses their place (domain.md C, a convention of the desk). */
export const toleranceMs = 10 * minute;
/** Numbers are given from this time before the doors open. */
export const leadMs = 15 * minute;

/** Which desks serve a series. */
export const deskKindOf = (series: Series): DeskKind => (series === 'P' ? 'professionals' : 'citizens');

/** True while numbers are given: from a little before the opening until the closing. */
export const givesNumbers = (today: readonly Opening[], at: Date): boolean =>
  today.some(({ opens, closes }) => at.getTime() >= opens.getTime() - leadMs && at < closes);

/**
 * True when a number was taken before a closing that has passed by now: the person was present in time, so that the
 * moment of taking counts for their deadline.
 */
export const wasPresentAtClosing = (today: readonly Opening[], takenAt: Date, at: Date): boolean =>
  givesNumbers(today, takenAt) &&
  today.some(({ closes }) => takenAt < closes && at >= closes) &&
  !isOpen(today, at);

const isOpen = (today: readonly Opening[], at: Date): boolean =>
  today.some(({ opens, closes }) => at >= opens && at < closes);

/** True while somebody who was called keeps their place. */
export const isWithinTolerance = (calledAt: Date | null, at: Date): boolean =>
  calledAt !== null && at.getTime() - calledAt.getTime() <= toleranceMs;

/**
 * Who is called before whom: precedence (disability, pregnancy), then appointments whose time has come, then the order
 * of the queue. One parameter: the moment of the call.
 */
export const queueOrder = `ticket.precedence desc, coalesce(appointment.starts_at <= ?, false) desc, ticket.queued_at,
  ticket.series, ticket.number`;
