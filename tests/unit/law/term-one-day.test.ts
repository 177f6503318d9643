import { expect, test } from 'vitest';
import type { TermEvent, TermEventKind, TermLength } from '../../../law/term/ledger.js';
import { termState } from '../../../law/term/state.js';

const thirty: TermLength = { days: 30, kind: 'calendario' };

/** Lines of one day in a 30-day term filed on Monday 2-3-2026, in whichever order they are written. */
test.each<[string, [TermEventKind, string, string][], string | null]>([
  [
    'interrupted and answered on one day: counting begins again that day',
    [
      ['interrupted', '2026-03-12', 'integrazione-edilizia'],
      ['resumed', '2026-03-12', 'integrazione-edilizia'],
    ],
    '2026-04-11',
  ],
  [
    'answered and ordered anew on one day: the answer is to the first order, the second one stands',
    [
      ['interrupted', '2026-03-12', 'conformazione'],
      ['resumed', '2026-03-20', 'conformazione'],
      ['interrupted', '2026-03-20', 'conformazione'],
    ],
    null,
  ],
  [
    'the same, answered twice: nothing is left open',
    [
      ['interrupted', '2026-03-12', 'conformazione'],
      ['resumed', '2026-03-20', 'conformazione'],
      ['interrupted', '2026-03-20', 'conformazione'],
      ['resumed', '2026-03-27', 'conformazione'],
    ],
    '2026-04-27', // 26 April is a Sunday
  ],
  [
    'a notice sent and received on one day: it ends like one that is received',
    [
      ['suspended', '2026-03-20', 'preavviso-invio'],
      ['suspended', '2026-03-20', 'preavviso'],
    ],
    '2026-04-11',
  ],
])('%s', (_, events, due) => {
  const lines = events.map(([kind, on, cause]): TermEvent => ({ kind, on, cause }));
  for (const written of [lines, lines.toReversed()])
    expect(termState(thirty, [{ kind: 'started', on: '2026-03-02' }, ...written], '2031-01-01').due).toBe(
      due,
    );
});
