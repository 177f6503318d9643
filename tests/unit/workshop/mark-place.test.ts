import { expect, test } from 'vitest';
import { markPlace } from '../../../web/workshop/client/problems/mark-place.js';

test('a shape’s mark stands at its lower corner', () => {
  expect(markPlace({})).toEqual({ bottom: 12, left: -8 });
});

test('a flow’s mark stands on its line, not on the gateway where its frame begins', () => {
  const straight = [
    { x: 500, y: 200 },
    { x: 740, y: 200 },
  ];
  expect(markPlace({ waypoints: straight })).toEqual({ left: 80 - 12, top: -12 });
  const around = [
    { x: 470, y: 225 },
    { x: 470, y: 320 },
    { x: 590, y: 320 },
  ];
  expect(markPlace({ waypoints: around })).toEqual({ left: 40 - 12, top: 95 - 12 });
});
