import { expect, it } from 'vitest';
import { askedThoughHeld } from '../../../law/ex-officio.js';

it('finds in a request what the Comune acquires by itself, however it is written', () => {
  const held = ['Visura catastale', ' '];
  expect(askedThoughHeld(['Planimetria', 'una VISURA CATASTALE recente'], held)).toBe('Visura catastale');
  expect(askedThoughHeld(['Planimetria', 'Titolo sull’area'], held)).toBeNull();
  expect(askedThoughHeld([], held)).toBeNull();
  expect(askedThoughHeld(['Qualcosa'], [])).toBeNull();
});
