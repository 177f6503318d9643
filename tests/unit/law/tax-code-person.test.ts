import { expect, test } from 'vitest';
import { birthIn } from '../../../law/codice-fiscale.js';
import { disagreements, type DeclaredBirth } from '../../../law/tax-code-person.js';

const same: DeclaredBirth = { birthDate: '1979-02-11', sex: 'M', birthPlaceCode: 'C566' };

test.each(['RSSMRA79B11C566R', 'RSSMRA79B11C56SO', 'RSSMRA79B11C5SSA'])(
  '%s says the same birth, omocodia or not',
  (code) => {
    expect(birthIn(code)).toEqual({ yearMonthDay: '79-02-11', sex: 'M', placeCode: 'C566' });
    expect(disagreements(code, same)).toEqual([]);
  },
);

test.each<[Partial<DeclaredBirth>, string[]]>([
  [{ birthDate: '1979-02-12' }, ['birthDate']],
  [{ birthDate: '1879-02-11' }, []], // the century is not in the code
  [{ sex: 'F' }, ['sex']],
  [{ birthPlaceCode: 'F257' }, ['birthPlace']],
  [{ birthDate: null, sex: null, birthPlaceCode: null }, []],
  [{ birthDate: '1980-02-11', sex: 'F', birthPlaceCode: 'F257' }, ['birthDate', 'sex', 'birthPlace']],
])('against %j', (change, found) => {
  expect(disagreements('RSSMRA79B11C566R', { ...same, ...change })).toEqual(found);
});

test('a provisional code of eleven digits says nothing of a birth', () => {
  expect(birthIn('02342520158')).toBeNull();
  expect(disagreements('02342520158', same)).toEqual([]);
});
