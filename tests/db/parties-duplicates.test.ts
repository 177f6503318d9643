import { afterAll, beforeAll, expect, test } from 'vitest';
import { Party } from '../../db/models/party.js';
import { createParty, updateParty, type PartyInput } from '../../db/transactions/parties.js';
import { setApart } from '../../db/transactions/party-distinct.js';
import { suspectedPairs, suspectsOf } from '../../web/parties/duplicates/query.js';
import { partiesOffice, type PartiesOffice } from './parties-office.js';

let office: PartiesOffice;
beforeAll(async () => {
  office = await partiesOffice();
});
afterAll(() => office.close());

const add = (party: Partial<PartyInput>) =>
  createParty(office.services, office.anna, {
    kind: 'person',
    noCodeReason: 'prova',
    ...party,
  } as PartyInput);
const pairs = async (): Promise<string[]> =>
  (await suspectedPairs(office.db)).map(
    ({ reason, first, second }) => `${reason}: ${[first.name, second.name].sort().join(' / ')}`,
  );

test('pairs share a code, or a birth date and nearly a name; twins, namesakes and those set apart are none', async () => {
  const born = '1972-03-15';
  const one = await add({ familyName: 'D’Angelo', givenName: 'Niccolò', birthDate: born });
  const two = await add({ familyName: 'Dangelo', givenName: 'Nicolo', birthDate: born });
  await add({ familyName: 'D’Angelo', givenName: 'Serena', birthDate: '1972-03-16' }); // another day
  await add({ familyName: 'Ferri', givenName: 'Giuseppe', birthDate: born });
  await add({ kind: 'company', organisationName: 'Alfa Srl', vatNumber: '02342520158' });
  await add({ kind: 'company', organisationName: 'Beta Spa', vatNumber: 'IT02342520158' });
  await add({ familyName: 'Popescu', foreignCode: 'x 123', foreignCountry: 'Romania' });
  await add({ familyName: 'Ionescu', foreignCode: 'X 123', foreignCountry: 'Moldova' }); // issued by another state
  expect(await pairs()).toEqual(['code: Alfa Srl / Beta Spa', 'name: Dangelo Nicolo / D’Angelo Niccolò']);
  await setApart(office.services, office.anna, two, one);
  await setApart(office.services, office.anna, one, two);
  expect(await pairs()).toEqual(['code: Alfa Srl / Beta Spa']);
  const told = (await office.db('audit').where({ act: 'soggetto.distinto' }).pluck('party_id')) as string[];
  expect(told.sort()).toEqual([one, two].sort());
});

test.each<
  [string, { familyName: string; givenName: string; birthDate: string | null; codes: string[] }, string[]]
>([
  [
    'the same day and nearly the name',
    { familyName: 'DANGELO', givenName: 'Nicolò', birthDate: '1972-03-15', codes: [] },
    ['name', 'name'],
  ],
  [
    'the same name, day unknown',
    { familyName: 'Ferri', givenName: 'Giuseppe', birthDate: null, codes: [] },
    ['name'],
  ],
  [
    'the same name, another day',
    { familyName: 'Ferri', givenName: 'Giuseppe', birthDate: '1990-01-01', codes: [] },
    [],
  ],
  [
    'one of the codes',
    { familyName: 'Zeta', givenName: '', birthDate: null, codes: ['02342520158'] },
    ['code', 'code'],
  ],
  ['nothing', { familyName: 'Zeta', givenName: '', birthDate: null, codes: [] }, []],
])('somebody about to be added who has %s', async (_what, described, reasons) => {
  expect((await suspectsOf(office.db, described)).map(({ reason }) => reason)).toEqual(reasons);
});

test('a code taken off a record, as mistyped, may be given to whom it belongs; both are looked at as a pair', async () => {
  const code = 'RSSMRA79B11C566R';
  const wrong = await add({ familyName: 'Sbagliati', taxCode: code });
  await expect(add({ familyName: 'Rossi', taxCode: code })).rejects.toMatchObject({
    fields: { taxCode: expect.stringContaining('già di Sbagliati') as string },
  });
  await updateParty(office.services, office.anna, {
    partyId: wrong,
    version: 1,
    kind: 'person',
    familyName: 'Sbagliati',
    noCodeReason: 'da chiedere',
  });
  expect((await Party.withTaxCode(office.db, code))?.id).toBe(wrong); // found by what it had
  const right = await add({ familyName: 'Rossi', taxCode: code });
  expect((await Party.withTaxCode(office.db, code))?.id).toBe(right);
  expect(await pairs()).toContain('code: Rossi / Sbagliati');
});

test('at two desks at once a code is given to one party', async () => {
  const both = ['Uno', 'Due'].map((familyName) => add({ familyName, taxCode: 'RSSMRA79B11C56SO' }));
  const ends = await Promise.allSettled(both);
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});
