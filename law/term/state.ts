import { shiftDate } from '../holidays.js';
import { countedDays, daysFrom, lastDay, rolled } from './count.js';
import {
  termEventKinds,
  type Stop,
  type TermEffect,
  type TermEvent,
  type TermLength,
  type TermState,
  type Wait,
} from './ledger.js';
import { daysToAnswer, incompleteToldWithin, stopRule, type StopRule } from './rules.js';

/** The clock while the ledger is read, line after line. */
interface Clock {
  length: TermLength;
  /** The day whose rules the case keeps. */
  openedOn: string;
  /** Counting goes from the day after this one. */
  from: string;
  totalDays: number;
  /** Told in time that the application is incomplete, and not yet regular. */
  isAwaiting: boolean;
  stops: Stop[];
  waits: Wait[];
  endedOn: string | null;
}

/** By their days; within one day as the law means them, whoever wrote first: what takes over comes after what it takes over. */
const inOrder = (events: readonly TermEvent[], openedOn: string): TermEvent[] => {
  const takesOver = ({ cause }: TermEvent) => Number(!!stopRule(cause ?? '', openedOn)?.takesOver);
  return [...events].sort(
    (a, b) =>
      a.on.localeCompare(b.on) ||
      termEventKinds.indexOf(a.kind) - termEventKinds.indexOf(b.kind) ||
      takesOver(a) - takesOver(b),
  );
};

/** Counting begins from the start, or again from zero where the last interruption ended; null while one is open. */
const countingFrom = ({ from, stops }: Clock): string | null => {
  const ends = stops.filter(({ effect }) => effect === 'interrupts').map(({ until }) => until);
  return ends.reduce((last, end) => (last === null || end === null ? null : end > last ? end : last), from);
};

const dueOf = (clock: Clock): string | null => {
  const from = clock.isAwaiting ? null : countingFrom(clock);
  return from && lastDay(from, clock.totalDays, clock.length.kind, clock.stops);
};

const hasExpired = (clock: Clock, on: string): boolean => {
  const due = dueOf(clock);
  return due !== null && on > rolled(due);
};

type Step = (clock: Clock, event: TermEvent) => [Clock, TermEffect];

const stopped: Step = (clock, event) => {
  const { on, cause } = event;
  const rule = stopRule(cause ?? '', clock.openedOn);
  if (!rule) return [clock, 'no-rule'];
  const stop = stopBy(rule, event);
  const asked = { ...clock, waits: [...clock.waits, waitOf(stop)] };
  const barred = whyItStopsNothing(clock, rule, on);
  if (barred) return [asked, barred];
  return [{ ...asked, stops: [...takenOver(clock.stops, rule, on), stop] }, 'counts'];
};

const whyItStopsNothing = (clock: Clock, rule: StopRule, on: string): TermEffect | null => {
  if (rule.stopsNothing) return 'no-stop';
  if (rule.once && clock.stops.some(({ cause }) => cause === rule.cause)) return 'second-time';
  if (rule.withinDays !== null && daysFrom(clock.openedOn, on) > rule.withinDays) return 'too-late';
  return hasExpired(clock, on) ? 'after-expiry' : null;
};

/** What a rule takes over ends where it begins. */
const takenOver = (stops: readonly Stop[], { takesOver }: StopRule, on: string): Stop[] =>
  stops.map((stop) =>
    stop.cause === takesOver && stop.until === null ? { ...stop, until: on, isAnswered: true } : stop,
  );

const stopBy = (rule: StopRule, { on: since, days: given, goesOn }: TermEvent): Stop => {
  const days = daysToAnswer(rule, given);
  const lastDay = days === null ? null : shiftDate(since, days);
  return {
    cause: rule.cause,
    title: rule.title,
    source: rule.source,
    effect: rule.effect,
    since,
    until: rule.capDays !== null || goesOn ? lastDay : null,
    isAnswered: false,
    answerBy: lastDay && rule.answerRolls ? rolled(lastDay) : lastDay,
    expiryMessage: rule.expiryMessage,
  };
};

const waitOf = ({ cause, since, answerBy, expiryMessage }: Stop): Wait => ({
  cause,
  since,
  answerBy,
  isAnswered: false,
  expiryMessage,
});

/** An answer is to the first question that is still open on its day: on that day another may have been asked already. */
const answeredIn = (waits: readonly Wait[], cause: string | null | undefined, on: string): Wait[] => {
  const first = waits.find(
    (wait) => wait.cause === cause && !wait.isAnswered && (wait.answerBy === null || on <= wait.answerBy),
  );
  return waits.map((wait) => (wait === first ? { ...wait, isAnswered: true } : wait));
};

const hasEndedByItself = ({ until, answerBy }: Stop, on: string): boolean =>
  until !== null && answerBy !== null && on > answerBy;

/** Like the wait, the stop that an answer ends is the first one still open. */
const resumed: Step = (before, { on, cause }) => {
  const clock = { ...before, waits: answeredIn(before.waits, cause, on) };
  const unanswered = clock.stops.filter((stop) => stop.cause === cause && !stop.isAnswered);
  if (unanswered.length === 0) return [clock, 'nothing-open'];
  const open = unanswered.find((stop) => !hasEndedByItself(stop, on));
  const rule = open && stopRule(open.cause, clock.openedOn);
  if (!open || !rule) return [clock, 'answer-late'];
  const answered = { ...open, isAnswered: true, until: shiftDate(on, rule.resumesAfterDays) };
  const stops = clock.stops.map((stop) => (stop === open ? answered : stop));
  return [{ ...clock, stops }, 'counts'];
};

const steps: Record<TermEvent['kind'], Step> = {
  started: (clock) => [clock, 'counts'],
  incomplete: (clock, { on }) =>
    daysFrom(clock.openedOn, on) > incompleteToldWithin.days
      ? [clock, 'told-late']
      : [{ ...clock, isAwaiting: true }, 'counts'],
  regularised: (clock, { on }) =>
    clock.isAwaiting ? [{ ...clock, isAwaiting: false, from: on }, 'counts'] : [clock, 'nothing-open'],
  suspended: stopped,
  interrupted: stopped,
  resumed,
  extended: (clock, { on, days }) =>
    hasExpired(clock, on)
      ? [clock, 'after-expiry']
      : [{ ...clock, totalDays: clock.totalDays + (days ?? 0) }, 'counts'],
  ended: (clock, { on }) => [{ ...clock, endedOn: on }, 'counts'],
};

/**
 * What the ledger of a case says on a day: the only place where a term is computed (L. 241/1990 artt. 2, 10-bis).
 * The order in which lines were written doesn't matter: their dates do, and within a day the order of `termEventKinds`.
 * @param length of the sheet under which the case was opened
 * @param events the whole ledger; its `started` line gives the first day
 * @param today `yyyy-mm-dd`; lines of later days are not yet known
 * @throws Error when the term was never started
 */
export const termState = (length: TermLength, events: readonly TermEvent[], today: string): TermState => {
  const started = events.find(({ kind }) => kind === 'started');
  if (!started) throw new Error('the term was never started');
  let clock: Clock = {
    length,
    openedOn: started.on,
    from: started.on,
    totalDays: length.days,
    isAwaiting: false,
    stops: [],
    waits: [],
    endedOn: null,
  };
  const effects: TermState['effects'] = [];
  for (const event of inOrder(events, started.on).filter(({ on }) => on <= today)) {
    const [next, effect] = clock.endedOn ? [clock, 'after-end' as const] : steps[event.kind](clock, event);
    clock = next;
    effects.push({ event, effect });
  }
  return stateOf(clock, today, effects);
};

const stateOf = (clock: Clock, today: string, effects: TermState['effects']): TermState => {
  const dueUnrolled = dueOf(clock);
  const due = dueUnrolled && rolled(dueUnrolled);
  const from = clock.isAwaiting ? null : countingFrom(clock);
  const elapsedDays = from ? countedDays(from, clock.endedOn ?? today, clock.length.kind, clock.stops) : 0;
  const usedDays = Math.min(clock.totalDays, elapsedDays);
  const stop =
    clock.stops.find(({ since, until: end }) => since <= today && (end === null || today < end)) ?? null;
  return {
    status: statusOf(clock, stop, due, today),
    from: from ?? clock.from,
    totalDays: clock.totalDays,
    elapsedDays,
    usedDays,
    leftDays: clock.totalDays - usedDays,
    due,
    dueUnrolled,
    stops: clock.stops,
    waits: clock.waits,
    stop: clock.endedOn ? null : stop,
    endedOn: clock.endedOn,
    effects,
  };
};

const statusOf = (
  clock: Clock,
  stop: Stop | null,
  due: string | null,
  today: string,
): TermState['status'] => {
  if (clock.endedOn) return 'ended';
  if (clock.isAwaiting) return 'awaiting';
  if (stop) return stop.effect === 'suspends' ? 'suspended' : 'interrupted';
  return due !== null && today > due ? 'expired' : 'running';
};
