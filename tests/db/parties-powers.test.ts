import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { powerFor, powers } from '../../db/party-powers.js';
import { addRelation, endRelation, type RelationInput } from '../../db/transactions/party-relations.js';
import { createParty } from '../../db/transactions/parties.js';
import { partiesOffice, type PartiesOffice } from './parties-office.js';

let office: PartiesOffice;
let principalId: string;
let agentId: string;
beforeAll(async () => {
  office = await partiesOffice();
  const add = (familyName: string) =>
    createParty(office.services, office.anna, { kind: 'person', familyName, noCodeReason: 'prova' });
  [principalId, agentId] = [await add('Preside'), await add('Agente')];
});
afterAll(() => office.close());

const on = '2026-11-24';
const relation = (change: Partial<RelationInput> = {}): RelationInput => ({
  kind: 'delegate',
  agentId,
  principalId,
  scope: 'Tutto',
  validFrom: '2026-01-01',
  submissionToken: randomUUID(),
  ...change,
});
const clean = () => office.db('party_relation').delete();

test('the same form sent twice at once is one relation, told on both trails', async () => {
  const twice = relation();
  const ids = await Promise.all([1, 2].map(() => addRelation(office.services, office.anna, twice)));
  expect(new Set(ids).size).toBe(1);
  const told = (await office.db('audit').where({ act: 'rapporto.aggiunto' }).pluck('party_id')) as string[];
  expect(told.sort()).toEqual([agentId, principalId].sort());
  await clean();
});

test.each<[Partial<RelationInput>, string]>([
  [{ scope: ' ' }, 'scope'],
  [{ validTo: '2025-12-31' }, 'validTo'],
  [{ validFrom: '31/02/2026' }, 'validFrom'],
  [
    { agentId: '00000000-0000-4000-8000-000000000000', principalId: '00000000-0000-4000-8000-000000000000' },
    'agentId',
  ],
])('a relation with %j is refused beside the field', async (change, field) => {
  await expect(addRelation(office.services, office.anna, relation(change))).rejects.toMatchObject({
    fields: { [field]: expect.any(String) as string },
  });
});

test('without any noted power the paper comes with the application; with one, it must hold and cover the procedure', async () => {
  const acting = { agentId, principalId, procedureId: 'edilizia', on };
  expect(await powerFor(office.db, acting)).toBeNull();
  const id = await addRelation(office.services, office.anna, relation({ procedureId: 'edilizia' }));
  expect(await powerFor(office.db, acting)).toBe(id);
  await expect(powerFor(office.db, { ...acting, procedureId: 'tributi' })).rejects.toMatchObject({
    fields: { _delegate: expect.stringContaining('vale per altro') as string },
  });
  await expect(powerFor(office.db, { ...acting, on: '2025-12-31' })).rejects.toMatchObject({
    fields: { _delegate: expect.stringContaining('non può più agire') as string },
  });
  await clean();
});

test('an ended power gives no access from that moment; ending it again changes nothing, a new one holds', async () => {
  const id = await addRelation(office.services, office.anna, relation());
  await expect(
    endRelation(office.services, office.anna, { relationId: id, reason: ' ' }),
  ).rejects.toMatchObject({
    fields: { reason: expect.any(String) as string },
  });
  await endRelation(office.services, office.anna, { relationId: id, reason: 'revocata' });
  await endRelation(office.services, office.anna, { relationId: id, reason: 'altro' });
  const today = new Date(office.clock.now()).toISOString().slice(0, 10);
  const [row] = await powers(office.db, '2099-01-01', { principalId });
  expect(row).toMatchObject({ state: 'revoked', revokeReason: 'revocata' });
  await expect(powerFor(office.db, { agentId, principalId, on: '2099-01-01' })).rejects.toThrow();
  const again = await addRelation(office.services, office.anna, relation({ validFrom: today }));
  expect(await powerFor(office.db, { agentId, principalId, on: '2099-01-01' })).toBe(again);
});
