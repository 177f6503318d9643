import { expect, test } from 'vitest';
import { createGate } from '../../../workers/gate.js';

test('no more run at once than there are places; all get their turn in order, also after failures', async () => {
  const gate = createGate(3);
  const order: number[] = [];
  let running = 0;
  let most = 0;
  const works = Array.from({ length: 20 }, (_, index) =>
    gate(async () => {
      running += 1;
      most = Math.max(most, running);
      order.push(index);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      if (index % 5 === 0) throw new Error('fails');
    }).catch(() => undefined),
  );
  await Promise.all(works);
  expect(most).toBe(3);
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(order).toHaveLength(20);
});
