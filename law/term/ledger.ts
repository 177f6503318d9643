import type { DayKind } from '../calendar.js';

/** What can happen to the clock of a case, in the order in which lines of one day are read: first the stop, then the answer. */
export const termEventKinds = [
  'started',
  'incomplete',
  'regularised',
  'suspended',
  'interrupted',
  'resumed',
  'extended',
  'ended',
] as const;
export type TermEventKind = (typeof termEventKinds)[number];

/** One line of the ledger; never edited, only added to. */
export interface TermEvent {
  kind: TermEventKind;
  /** The day on which it happened, `yyyy-mm-dd`. */
  on: string;
  /** Which stop (rules.ts) begins or ends, or why the term ended. */
  cause?: string | null;
  /** Days added by an extension; days to answer that the Comune gives, where it gives fewer than the law. */
  days?: number | null;
}

/** How long the term is, by the sheet under which the case was opened. */
export interface TermLength {
  days: number;
  kind: DayKind;
}

/** What a line of the ledger did: it counts, or why it doesn't. */
export type TermEffect =
  | 'counts'
  | 'second-time'
  | 'no-stop'
  | 'too-late'
  | 'after-expiry'
  | 'after-end'
  | 'told-late'
  | 'answer-late'
  | 'nothing-open'
  | 'no-rule';

/** A stretch in which the clock stood: the days after `since` up to and including `until`. */
export interface Stop {
  cause: string;
  title: string;
  source: string;
  effect: 'suspends' | 'interrupts';
  since: string;
  /** Null: until somebody answers. */
  until: string | null;
  /** Whether the answer has come; otherwise `until` is when it ends by itself. */
  isAnswered: boolean;
  /** Last day on which an answer counts; null: any day. */
  answerBy: string | null;
  expiryMessage: string;
}

/** The Comune waits for the party's answer, whether the clock stands meanwhile or not. */
export interface Wait {
  cause: string;
  since: string;
  /** Last day on which the answer is awaited; null: any day. */
  answerBy: string | null;
  isAnswered: boolean;
  expiryMessage: string;
}

export interface TermState {
  status: 'running' | 'awaiting' | 'suspended' | 'interrupted' | 'expired' | 'ended';
  /** The day it runs from: it is not counted, the next one is the first. */
  from: string;
  totalDays: number;
  /** Days that have counted so far, also beyond the due date: what a late act must print (L. 241/1990 art. 2 c. 9-quinquies). */
  elapsedDays: number;
  /** The same, of the days that the term has. */
  usedDays: number;
  leftDays: number;
  /** The day on which it falls due, as far as is known today; null while it is interrupted without an end. */
  due: string | null;
  /** The same before a holiday moves it: the office works towards this one. */
  dueUnrolled: string | null;
  stops: Stop[];
  /** What the party has been asked, in the order of the days. */
  waits: Wait[];
  /** The stop in which it stands today. */
  stop: Stop | null;
  endedOn: string | null;
  /** What each line did, in the order of the dates. */
  effects: { event: TermEvent; effect: TermEffect }[];
}
