import { expect, test } from 'vitest';
import { drawPlaces } from '../../../web/land/plan.js';
import type { LandUse } from '../../../web/land/query.js';
import { landState } from '../../../web/land/state.js';

const use = (change: Partial<LandUse>): LandUse => ({
  id: 'one',
  placeKey: 'piazza martiri',
  place: 'Piazza Martiri',
  area: { x: 2, y: 1, width: 3, length: 4 },
  from: '2027-05-01',
  to: '2027-05-03',
  isWish: false,
  against: [],
  file: null,
  ...change,
});
const period = { from: '2027-05-02', to: '2027-05-11' };

test('north is above, a small place is not blown up, the whole place fills the plan', () => {
  const [place] = drawPlaces([use({}), use({ id: 'two', area: null })], period);
  expect(place).toMatchObject({ width: 10, height: 10, days: 10 });
  expect(place?.shapes).toMatchObject([
    { x: 2, y: 5, width: 3, height: 4 },
    { x: 0, y: 0, width: 10, height: 10 },
  ]);
});

test('areas with the same middle share the place of their numbers', () => {
  const [place] = drawPlaces([use({}), use({ id: 'two', area: null }), use({ id: 'three' })], period);
  expect(place?.labels).toEqual([
    { x: 3.5, y: 7, numbers: '1, 3' },
    { x: 5, y: 5, numbers: '2' },
  ]);
});

test.each([
  ['begun before', {}, { start: 0, days: 2 }],
  ['within', { from: '2027-05-04', to: '2027-05-04' }, { start: 2, days: 1 }],
  ['beyond the last day', { from: '2027-05-11', to: '2027-06-30' }, { start: 9, days: 1 }],
])('days as a part of the period: %s', (_what, change, bar) => {
  expect(drawPlaces([use(change)], period)[0]?.uses[0]?.bar).toEqual(bar);
});

test('a wish names the bookings that are drawn and stand in its way', () => {
  const wish = use({ id: 'wish', isWish: true, against: ['one', 'not shown'] });
  const elsewhere = use({ id: 'far', placeKey: 'via roma', place: 'Via Roma' });
  const places = drawPlaces([use({}), wish, elsewhere], period);
  expect(places.map(({ name, uses }) => [name, uses.map(({ takenBy }) => takenBy)])).toEqual([
    ['Piazza Martiri', [[], [1]]],
    ['Via Roma', [[]]],
  ]);
});

test.each([
  [{}, '2027-01-01', '2027-03-02'],
  [{ from: '01/02/2027' }, '2027-02-01', '2027-04-02'],
  [{ from: '2027-02-01', to: '2027-01-01' }, '2027-02-01', '2027-02-01'],
  [{ from: '2027-02-01', to: '2099-01-01' }, '2027-02-01', '2028-02-01'],
  [{ from: 'domani', to: '2027-13-01' }, '2027-01-01', '2027-03-02'],
])('the period asked for with %j', (query, from, to) => {
  expect(landState(query, '2027-01-01')).toMatchObject({ from, to });
});
