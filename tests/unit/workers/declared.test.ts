import { expect, test } from 'vitest';
import type { Party } from '../../../db/models/party.js';
import { addressIn, membersIn } from '../../../workers/declared.js';

const applicant = { displayName: 'Ada Bo', taxCode: 'RSSMRA79B11C566R', birthDate: '1979-02-11' } as Party;

test('the address is what was written of it, in one line', () => {
  expect(addressIn({ indirizzo: ' Via Roma ', civico: 12, interno: null })).toBe('Via Roma, 12');
  expect(addressIn({ civico: '' })).toBe('');
});

test('who moves: the applicant first, then the members, some without a code', () => {
  const members = membersIn(
    {
      componenti: [
        { nome: 'Ugo Bo', codiceFiscale: ' rssmra79b11c56so ' },
        { nome: 'Neo Nato' },
        'rumore',
        null,
      ],
    },
    applicant,
  );
  expect(members).toEqual([
    { name: 'Ada Bo', taxCode: 'RSSMRA79B11C566R', birthDate: '1979-02-11' },
    { name: 'Ugo Bo', taxCode: 'RSSMRA79B11C56SO', birthDate: null },
    { name: 'Neo Nato', taxCode: null, birthDate: null },
  ]);
  expect(membersIn({}, applicant)).toHaveLength(1);
});
