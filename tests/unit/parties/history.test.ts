import { expect, test } from 'vitest';
import { mergedValues, unmergedValues } from '../../../db/transactions/merge/merged-fields.js';
import { changedFields } from '../../../web/parties/history/query.js';

test('a change is told by what it says otherwise, what was added and what was taken away', () => {
  const before = { family_name: 'Rossi', phone: '1', vat_number: '02342520158', birth_place_code: 'F257' };
  const after = { family_name: 'Rossi', phone: null, email: 'a@b.it', birth_place_code: 'B893' };
  expect(changedFields(before, after)).toEqual([
    { name: 'email', before: '', after: 'a@b.it' },
    { name: 'phone', before: '1', after: '' },
    { name: 'vat_number', before: '02342520158', after: '' },
  ]);
});

test('of the first version everything is told', () => {
  expect(changedFields(undefined, { kind: 'person', family_name: 'Rossi' })).toHaveLength(2);
});

test('a merge keeps what the kept record says, fills its gaps, and takes what was chosen with what belongs to it', () => {
  const kept = {
    phone: '1',
    email: null,
    birth_place: 'Modena',
    birth_place_code: 'F257',
    tax_code: null,
    no_code_reason: 'x',
  };
  const other = {
    phone: '2',
    email: 'a@b.it',
    birth_place: 'Forlì',
    birth_place_code: 'D704',
    tax_code: 'C',
  };
  expect(mergedValues(kept, other, ['birth_place'])).toMatchObject({
    phone: '1',
    email: 'a@b.it',
    birth_place: 'Forlì',
    birth_place_code: 'D704',
    tax_code: 'C',
    no_code_reason: null,
  });
});

test('undoing gives back what was there before, but not over a later change', () => {
  const [before, after] = [
    { phone: '1', email: null },
    { phone: '2', email: 'a@b.it' },
  ];
  const restored = unmergedValues({ ...after, email: 'nuova@b.it' }, before, after);
  expect(restored['phone']).toBe('1');
  expect('email' in restored).toBe(false);
});
