import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inRepo } from '../../../core/paths.js';
import { shiftDate } from '../../../law/holidays.js';
import { daysFrom, rolled } from '../../../law/term/count.js';
import type { TermEvent, TermEventKind, TermLength, TermState } from '../../../law/term/ledger.js';
import { termState } from '../../../law/term/state.js';

const thirty: TermLength = { days: 30, kind: 'calendario' };
const started = (on: string): TermEvent => ({ kind: 'started', on });
const line = (kind: TermEventKind, on: string, cause?: string): TermEvent => ({
  kind,
  on,
  cause: cause ?? null,
});
const farAway = '2031-01-01';

/** A 30-day term filed on Monday 2-3-2026 (domain.md A1), with what happened since. */
const of2March = (today: string, ...events: TermEvent[]): TermState =>
  termState(thirty, [started('2026-03-02'), ...events], today);
const effectsOf = ({ effects }: TermState) => effects.map(({ effect }) => effect);

describe('the test vectors of domain.md A1', () => {
  const request = line('suspended', '2026-03-12', 'integrazione');

  test('nothing happens: due on 1 April', () => {
    expect(of2March('2026-03-12')).toMatchObject({ due: '2026-04-01', usedDays: 10, leftDays: 20 });
  });
  test('a request answered on 25 March: 14 April', () => {
    const state = of2March('2026-03-26', request, line('resumed', '2026-03-25', 'integrazione'));
    expect(state).toMatchObject({ status: 'running', due: '2026-04-14', usedDays: 11 });
  });
  test('a request never answered: the clock goes on by itself on 11 April, due on 2 May because 1 May is a holiday', () => {
    expect(of2March('2026-04-10', request)).toMatchObject({ status: 'suspended', usedDays: 10 });
    const state = of2March('2026-04-11', request);
    expect(state).toMatchObject({ status: 'running', dueUnrolled: '2026-05-01', due: '2026-05-02' });
  });
  test('a notice of refusal with observations: resumes on 6 April, due on 18 April', () => {
    const notice = line('suspended', '2026-03-20', 'preavviso');
    expect(of2March('2026-03-20', notice)).toMatchObject({ usedDays: 18, leftDays: 12 });
    const state = of2March('2026-04-05', notice, line('resumed', '2026-03-27', 'preavviso'));
    expect(state.stop?.until).toBe('2026-04-06');
    expect(state).toMatchObject({ status: 'suspended', due: '2026-04-18' });
  });
  test('a notice of refusal without observations: resumes on 30 March, due on 11 April', () => {
    const state = of2March('2026-03-30', line('suspended', '2026-03-20', 'preavviso'));
    expect(state).toMatchObject({ status: 'running', due: '2026-04-11' });
  });
  test.each([
    [30, '2026-03-06', '2026-04-07'],
    [60, '2026-08-05', '2026-10-05'],
    [30, '2026-11-25', '2026-12-28'],
  ])('%i days from %s: %s', (days, from, due) => {
    expect(termState({ days, kind: 'calendario' }, [started(from)], from).due).toBe(due);
  });
});

describe('edge cases of domain.md E', () => {
  test('3: a second request stops nothing, and the ledger says so', () => {
    const state = of2March(
      '2026-04-01',
      line('suspended', '2026-03-12', 'integrazione'),
      line('resumed', '2026-03-25', 'integrazione'),
      line('suspended', '2026-03-28', 'integrazione'),
    );
    expect(state.due).toBe('2026-04-14');
    expect(effectsOf(state)).toEqual(['counts', 'counts', 'counts', 'second-time']);
  });
  test('5: a request on a building permit after day 30 does not interrupt; before, counting begins from zero', () => {
    const sixty: TermLength = { days: 60, kind: 'calendario' };
    const late = [started('2026-03-02'), line('interrupted', '2026-04-02', 'integrazione-edilizia')];
    expect(effectsOf(termState(sixty, late, '2026-04-10'))).toEqual(['counts', 'too-late']);
    const inTime = [started('2026-03-02'), line('interrupted', '2026-03-20', 'integrazione-edilizia')];
    expect(termState(sixty, inTime, '2026-04-10')).toMatchObject({
      status: 'interrupted',
      due: null,
      usedDays: 0,
    });
    const answered = [...inTime, line('resumed', '2026-04-20', 'integrazione-edilizia')];
    expect(termState(sixty, answered, '2026-04-21')).toMatchObject({ usedDays: 1, due: '2026-06-19' });
  });
  test('2: where the law sets no end, a request never answered stands, or ends after its days if the Comune says so', () => {
    const asked = { days: 15, on: '2026-03-20' };
    const interrupted = { ...line('interrupted', asked.on, 'integrazione-edilizia'), ...asked };
    expect(of2March('2026-04-05', interrupted)).toMatchObject({ status: 'interrupted', due: null });
    const goesOn = of2March('2026-04-05', { ...interrupted, goesOn: true });
    expect(goesOn).toMatchObject({ status: 'running', usedDays: 1, due: '2026-05-04' });
    const changes = { ...line('suspended', asked.on, 'modifiche-progetto'), ...asked, goesOn: true };
    expect(of2March('2026-04-05', changes)).toMatchObject({ usedDays: 19, due: '2026-04-16' });
    const late = of2March('2026-04-10', changes, line('resumed', '2026-04-06', 'modifiche-progetto'));
    expect(late.due).toBe('2026-04-16');
    expect(effectsOf(late)).toContain('answer-late');
  });
  test('7: a notice after the due date stops nothing', () => {
    const state = of2March('2026-04-10', line('suspended', '2026-04-02', 'preavviso'));
    expect(state).toMatchObject({ status: 'expired', due: '2026-04-01' });
    expect(effectsOf(state)).toEqual(['counts', 'after-expiry']);
  });
  test('9: observations after the ten days change nothing; on the working day after a holiday they are in time', () => {
    const notice = line('suspended', '2026-03-20', 'preavviso');
    const late = of2March('2026-04-20', notice, line('resumed', '2026-03-31', 'preavviso'));
    expect(late.due).toBe('2026-04-11');
    expect(effectsOf(late)).toEqual(['counts', 'counts', 'answer-late']);
    // The ten days from 26 March end on Easter Sunday: the answer on Tuesday is still timely
    const easter = of2March(
      '2026-04-20',
      line('suspended', '2026-03-26', 'preavviso'),
      line('resumed', '2026-04-07', 'preavviso'),
    );
    expect(easter.stops[0]).toMatchObject({ answerBy: '2026-04-07', until: '2026-04-17' });
  });
  test('an incomplete application told within ten days runs from the regular one, told later from the original', () => {
    const told = line('incomplete', '2026-03-12');
    expect(of2March('2026-03-20', told)).toMatchObject({ status: 'awaiting', due: null, usedDays: 0 });
    const regular = of2March('2026-03-21', told, line('regularised', '2026-03-20'));
    expect(regular).toMatchObject({ due: '2026-04-20', usedDays: 1 }); // 19 April is a Sunday
    const late = of2March('2026-03-21', line('incomplete', '2026-03-13'), line('regularised', '2026-03-20'));
    expect(late.due).toBe('2026-04-01');
    expect(effectsOf(late)).toEqual(['counts', 'told-late', 'nothing-open']);
  });
  test('a case keeps the rule of its day: until July 2020 the notice of refusal interrupted', () => {
    const state = termState(
      thirty,
      [
        started('2020-06-01'),
        line('suspended', '2020-06-10', 'preavviso'),
        line('resumed', '2020-06-15', 'preavviso'),
      ],
      '2020-06-16',
    );
    expect(state).toMatchObject({ usedDays: 1, due: '2020-07-15' });
  });
  test('an extension in time adds its days, one after the end does not', () => {
    const more = { kind: 'extended', on: '2026-03-20', days: 15 } as const;
    expect(of2March('2026-04-01', more)).toMatchObject({ totalDays: 45, due: '2026-04-16' });
    expect(of2March('2026-04-10', { ...more, on: '2026-04-02' }).due).toBe('2026-04-01');
  });
  test('what comes after the end changes nothing, and used days stop counting', () => {
    const state = of2March(
      '2026-05-01',
      line('ended', '2026-03-20'),
      line('suspended', '2026-03-22', 'integrazione'),
    );
    expect(state).toMatchObject({ status: 'ended', usedDays: 18, stop: null });
    expect(effectsOf(state)).toEqual(['counts', 'counts', 'after-end']);
  });
  test('a cause without a rule stops nothing', () => {
    expect(effectsOf(of2March('2026-04-01', line('suspended', '2026-03-10', 'ferie')))).toContain('no-rule');
  });
  test('a ledger without a beginning is a fault', () => {
    expect(() => termState(thirty, [], '2026-03-02')).toThrow();
  });
});

/** Made by another program in another way (sums of stopped days on ordinals, its own Easter): see its first columns. */
const table = JSON.parse(readFileSync(inRepo('tests/unit/law/term-dates.json'), 'utf8')) as [
  TermLength['kind'],
  number,
  string,
  [TermEventKind, string, string][],
  string,
  string,
  number | null,
][];

test('308 dates computed elsewhere', () => {
  expect(table.length).toBeGreaterThan(200);
  for (const [kind, days, from, events, today, due, used] of table) {
    const lines = events.map(([what, on, cause]) => line(what, on, cause));
    const state = termState({ days, kind }, [started(from), ...lines], today);
    const where = JSON.stringify([kind, days, from, events, today]);
    expect(state.due, where).toBe(due);
    if (used !== null) expect(state.usedDays, where).toBe(used);
  }
});

const day = fc.integer({ min: 0, max: 2_000 }).map((days) => shiftDate('2026-01-01', days));
const length = fc.record({
  days: fc.integer({ min: 1, max: 180 }),
  kind: fc.constantFrom<TermLength['kind']>('calendario', 'lavorativi'),
});
/** Few enough that many lines fall on one day. */
const sameDays = fc.constantFrom(0, 10, 20);
const stops = (first: string) =>
  fc
    .array(
      fc.record({
        after: fc.oneof(fc.integer({ min: 0, max: 120 }), sameDays),
        cause: fc.constantFrom(
          'integrazione',
          'preavviso',
          'modifiche-progetto',
          'conformazione',
          'opposizione',
          'preavviso-invio',
        ),
        answer: fc.option(fc.oneof(fc.integer({ min: 0, max: 45 }), sameDays)),
      }),
      { maxLength: 4 },
    )
    .map((list) =>
      list.flatMap(({ after, cause, answer }) => {
        const on = shiftDate(first, after);
        const begun = line(cause === 'conformazione' ? 'interrupted' : 'suspended', on, cause);
        return answer === null ? [begun] : [begun, line('resumed', shiftDate(on, answer), cause)];
      }),
    );
const ledger = fc
  .tuple(length, day)
  .chain(([term, from]) => fc.tuple(fc.constant(term), fc.constant(from), stops(from)));

describe('properties', () => {
  test('no order of writing loses a day', () => {
    fc.assert(
      fc.property(
        ledger.chain(([term, from, events]) =>
          fc.tuple(
            fc.constant(term),
            fc.constant(from),
            fc.constant(events),
            fc.shuffledSubarray(events, { minLength: events.length }),
          ),
        ),
        ([term, from, events, shuffled]) => {
          const ofOrder = (lines: TermEvent[]) => {
            const { due, elapsedDays } = termState(term, [...lines, started(from)], shiftDate(from, 400));
            return { due, elapsedDays };
          };
          expect(ofOrder(shuffled)).toEqual(ofOrder(events));
        },
      ),
    );
  });

  test('a clock whose every question has been answered runs, whatever falls on one day', () => {
    fc.assert(
      fc.property(ledger, ([term, from, events]) => {
        const asked = events.filter(({ kind }) => kind !== 'resumed');
        fc.pre(asked.length * 2 === events.length);
        expect(termState(term, [started(from), ...events], shiftDate(from, 170)).due).not.toBeNull();
      }),
    );
  });

  test('one more stop after all the others never brings the due date forward', () => {
    fc.assert(
      fc.property(
        ledger,
        fc.integer({ min: 0, max: 60 }),
        fc.constantFrom('integrazione', 'preavviso', 'conformazione'),
        ([term, from, events], later, cause) => {
          // What takes over a stop without end gives it one
          fc.pre(cause !== 'preavviso' || events.every((event) => event.cause !== 'preavviso-invio'));
          const last = [from, ...events.map(({ on }) => on)].sort().at(-1) ?? from;
          const before = termState(term, [started(from), ...events], farAway).due;
          const after = termState(
            term,
            [started(from), ...events, line('suspended', shiftDate(last, later + 1), cause)],
            farAway,
          ).due;
          expect(after === null || (before !== null && after >= before)).toBe(true);
        },
      ),
    );
  });

  test('used and left make the whole, and nothing is ever used while the clock stands', () => {
    fc.assert(
      fc.property(ledger, fc.integer({ min: 0, max: 300 }), ([term, from, events], after) => {
        const today = shiftDate(from, after);
        const known = events.filter(({ on }) => on <= today);
        const state = termState(term, [started(from), ...known], today);
        expect(state.usedDays + state.leftDays).toBe(state.totalDays);
        expect(state.usedDays).toBeGreaterThanOrEqual(0);
        expect(state.leftDays).toBeGreaterThanOrEqual(0);
        if (state.stop && state.stop.until !== null && state.stop.until > shiftDate(today, 1)) {
          const tomorrow = termState(term, [started(from), ...known], shiftDate(today, 1));
          expect(tomorrow.usedDays).toBe(state.usedDays);
        }
      }),
    );
  });

  test('a due date is never a holiday, and never before the days have passed', () => {
    fc.assert(
      fc.property(ledger, ([term, from, events]) => {
        const { due } = termState(term, [started(from), ...events], farAway);
        if (due === null) return;
        expect(rolled(due)).toBe(due);
        expect(daysFrom(from, due)).toBeGreaterThanOrEqual(term.days);
      }),
    );
  });
});
