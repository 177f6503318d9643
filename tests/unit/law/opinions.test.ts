import { expect, test } from 'vitest';
import { conferenceDates } from '../../../law/conference.js';
import { opinionTerm, type OpinionKind } from '../../../law/opinions.js';

test.each<[OpinionKind, boolean, number, boolean]>([
  ['parere', false, 20, true],
  ['parere', true, 20, false],
  ['valutazione', false, 90, false],
  ['valutazione', true, 90, false],
  ['assenso', false, 30, true],
  ['assenso', true, 90, true],
])('%s, protected %s: %i days, silence is enough: %s', (kind, isProtected, days, isSilenceEnough) => {
  expect(opinionTerm(kind, isProtected, '2026-03-02')).toMatchObject({ days, isSilenceEnough });
});

test('no rule before there was a law', () => {
  expect(opinionTerm('assenso', false, '2015-08-27')).toBeNull();
});

test.each([
  // 30 days end on 1-4; ten more on Saturday 11-4, so the meeting is on Friday; 6-4 is Easter Monday
  [
    '2026-03-02',
    false,
    { askBy: '2026-03-17', answerBy: '2026-04-01', meetingOn: '2026-04-10', closeBy: '2026-04-09' },
  ],
  // 60 days end on 1-5, a holiday
  [
    '2026-03-02',
    true,
    { askBy: '2026-03-17', answerBy: '2026-05-02', meetingOn: '2026-05-12', closeBy: '2026-05-08' },
  ],
  // the terms before DL 19/2026
  [
    '2026-01-07',
    false,
    { askBy: '2026-01-22', answerBy: '2026-02-21', meetingOn: '2026-03-03', closeBy: '2026-02-27' },
  ],
])('a conference called on %s, protected %s', (on, hasProtected, dates) => {
  expect(conferenceDates(on, hasProtected)).toEqual(dates);
});
