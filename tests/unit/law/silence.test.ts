import { describe, expect, test } from 'vitest';
import { barsRefusal, powerLeft, silenceOf, type TermEnd } from '../../../law/silence.js';
import type { TermEvent } from '../../../law/term/ledger.js';
import { termState } from '../../../law/term/state.js';

/** 60 days from 5-8-2026 end on Sunday 4 October, a holiday from 2026: moved to the 5th (domain.md A1, vector 3). */
const on = (
  today: string,
  { end = 'silenzio-assenso' as TermEnd, decidedOn = null as string | null, events = [] as TermEvent[] } = {},
) =>
  silenceOf(
    termState({ days: 60, kind: 'calendario' }, [{ kind: 'started', on: '2026-08-05' }, ...events], today),
    end,
    { today, decidedOn },
  );

describe('silence forms on the day as counted and is attested on the day as moved', () => {
  test.each([
    ['2026-10-04', false, false],
    ['2026-10-05', true, false],
    ['2026-10-06', true, true],
  ])('on %s: formed %s, attested %s', (today, isFormed, isAttestable) => {
    const silence = on(today);
    expect(silence).toMatchObject({
      meaning: 'assenso',
      formsAfter: '2026-10-04',
      attestedAfter: '2026-10-05',
      isFormed,
      isAttestable,
    });
    expect(barsRefusal(silence)).toBe(isFormed);
  });

  test('an act in time leaves it no room; one on the day as moved only keeps it from being attested', () => {
    expect(on('2026-12-01', { decidedOn: '2026-10-04' })).toBeNull();
    expect(on('2026-12-01', { events: [{ kind: 'ended', on: '2026-09-30' }] })).toBeNull();
    expect(on('2026-12-01', { decidedOn: '2026-10-05' })).toMatchObject({ isAttestable: false });
    expect(on('2026-12-01', { decidedOn: '2026-10-06' })).toMatchObject({ isAttestable: true });
  });

  test('the days of a suspension move it, and an incomplete application has none', () => {
    const request: TermEvent = { kind: 'suspended', on: '2026-09-01', cause: 'integrazione' };
    const answer: TermEvent = { kind: 'resumed', on: '2026-09-11', cause: 'integrazione' };
    expect(on('2026-10-10', { events: [request, answer] })).toMatchObject({
      formsAfter: '2026-10-14',
      isFormed: false,
    });
    expect(on('2026-10-10', { events: [{ kind: 'incomplete', on: '2026-08-07' }] })).toBeNull();
  });
});

test('where an act is due silence does nothing; where it refuses, a later decision is free', () => {
  expect(on('2026-12-01', { end: 'atto' })).toBeNull();
  const refused = on('2026-12-01', { end: 'silenzio-diniego' });
  expect(refused).toMatchObject({ meaning: 'diniego', isFormed: true });
  expect(barsRefusal(refused)).toBe(false);
  expect(barsRefusal(on('2026-12-01', { end: 'controllo' }))).toBe(true);
});

test('six months from the term’s end are left to annul (art. 21-nonies, 2025)', () => {
  const silence = on('2026-12-01');
  expect(silence && powerLeft(silence, '2027-04-05')).toEqual({
    lastDay: '2027-04-05',
    months: 6,
    isOver: false,
  });
  expect(silence && powerLeft(silence, '2027-04-06')?.isOver).toBe(true);
});
