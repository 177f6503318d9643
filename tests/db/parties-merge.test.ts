import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addRelation } from '../../db/transactions/party-relations.js';
import { Party } from '../../db/models/party.js';
import { createParty, updateParty } from '../../db/transactions/parties.js';
import { mergeParties } from '../../db/transactions/merge/merge-parties.js';
import { undoMerge } from '../../db/transactions/merge/undo-merge.js';
import { checkCharacter } from '../../law/codice-fiscale.js';
import { partiesOffice, type PartiesOffice } from './parties-office.js';

let office: PartiesOffice;
let versionId: string;
beforeAll(async () => {
  office = await partiesOffice();
  const [row] = (await office
    .db('procedure_version')
    .insert({
      procedure_id: 'prova',
      content_hash: 'x',
      bundle: '{}',
      status: 'deployed',
      created_at: new Date(),
      created_by: 'prova',
    })
    .returning('id')) as { id: string }[];
  versionId = row?.id ?? '';
});
afterAll(() => office.close());

let codes = 0;
const code = (): string => {
  const fifteen = `RSSMRA79B11C${String((codes += 1)).padStart(3, '0')}`;
  return fifteen + checkCharacter(fifteen);
};

interface Twin {
  taxCode: boolean;
  vat: 'same' | 'own' | 'none';
  phone: boolean;
  roles: string[];
}

const add = (twin: Twin, birthPlace: string) =>
  createParty(office.services, office.anna, {
    kind: 'sole-trader',
    familyName: 'Rossi',
    givenName: 'Maria',
    taxCode: twin.taxCode ? code() : null,
    noCodeReason: 'non lo ricorda',
    vatNumber: twin.vat === 'same' ? '02342520158' : twin.vat === 'own' ? '86334519757' : null,
    phone: twin.phone ? `0522 ${codes}` : null,
    birthPlace,
  });

/** A case of both, where each has the roles it is given. */
const shareCase = async (roles: [string, string[]][]): Promise<void> => {
  const [[applicant = ''] = []] = roles;
  const id = randomUUID();
  await office.db('case_file').insert({
    id,
    number: id,
    procedure_id: 'prova',
    procedure_version_id: versionId,
    status: 'open',
    applicant_id: applicant,
    application: '{}',
    subject: 'Prova',
    office_id: 'ambiente',
    presented_at: new Date(),
    opened_at: new Date(),
    submission_token: id,
    tracking_code: id,
  });
  const rows = roles.flatMap(([party_id, names]) => names.map((role) => ({ case_id: id, party_id, role })));
  if (rows.length > 0) await office.db('case_party').insert(rows);
};

/** Everything the data bank says of parties, but when it was last touched and how often. */
const everything = async (): Promise<unknown> => {
  const tables = ['party', 'party_identifier', 'party_relation', 'case_party', 'case_file'];
  const rows = await Promise.all(
    tables.map(async (table) => {
      const { rows: found } = await office.db.raw<{ rows: { row: unknown }[] }>(
        `select to_jsonb(t) - 'updated_at' - 'version' as row from ?? t order by 1`,
        [table],
      );
      return [table, found.map(({ row }) => row)];
    }),
  );
  return Object.fromEntries(rows) as unknown;
};

const versionsOf = async (keptId: string, mergedId: string) => {
  const rows = (await office.db('party').whereIn('id', [keptId, mergedId]).select('id', 'version')) as {
    id: string;
    version: number;
  }[];
  const of = (id: string): number => rows.find((row) => row.id === id)?.version ?? 0;
  return { kept: of(keptId), merged: of(mergedId) };
};

const merge = async (keptId: string, mergedId: string, chosen: string[] = []): Promise<string> =>
  mergeParties(office.services, office.anna, {
    keptId,
    mergedId,
    chosen,
    versions: await versionsOf(keptId, mergedId),
  });

const twin = fc.record<Twin>({
  taxCode: fc.boolean(),
  vat: fc.constantFrom('same', 'own', 'none'),
  phone: fc.boolean(),
  roles: fc.subarray(['applicant', 'delegate', 'member']),
});

test('whatever two records hold: after a merge nothing points at the alias, and undoing restores every row', async () => {
  await fc.assert(
    fc.asyncProperty(
      twin,
      twin,
      fc.subarray(['tax_code', 'phone', 'birth_place', 'kind']),
      async (one, two, chosen) => {
        const [kept, merged] = [await add(one, 'Modena'), await add(two, 'Casalgrande')];
        const third = await add({ taxCode: false, vat: 'none', phone: false, roles: [] }, 'Scandiano');
        await shareCase([
          [kept, one.roles],
          [merged, two.roles],
        ]);
        for (const [agentId, principalId] of [
          [merged, third],
          [third, merged],
          [kept, merged],
        ] as const) {
          await addRelation(office.services, office.anna, {
            kind: 'guardian',
            agentId,
            principalId,
            validFrom: '2026-01-01',
            submissionToken: randomUUID(),
          });
        }
        const before = await everything();
        const id = await merge(kept, merged, chosen);
        const { rows } = await office.db.raw<{ rows: { left: string }[] }>(
          `select (select count(*) from case_party where party_id = :merged)
                + (select count(*) from case_file where applicant_id = :merged)
                + (select count(*) from party_identifier where party_id = :merged and value <> '02342520158')
                + (select count(*) from party_relation where :merged in (agent_id, principal_id)) as left`,
          { merged },
        );
        expect(Number(rows[0]?.left)).toBe(0);
        await undoMerge(office.services, office.anna, id);
        expect(await everything()).toEqual(before);
      },
    ),
    { numRuns: 15 },
  );
});

test('what was changed after the merge stays when it is undone', async () => {
  const [kept, merged] = [
    await add({ taxCode: false, vat: 'none', phone: false, roles: [] }, 'Modena'),
    await add({ taxCode: true, vat: 'none', phone: true, roles: [] }, 'Modena'),
  ];
  const id = await merge(kept, merged);
  const { tax_code: filled } = (await office.db('party').where({ id: kept }).first()) as { tax_code: string };
  expect(filled).toBeTruthy();
  await updateParty(office.services, office.anna, {
    partyId: kept,
    version: (await versionsOf(kept, merged)).kept,
    kind: 'sole-trader',
    familyName: 'Rossi',
    givenName: 'Maria Grazia',
    taxCode: filled,
    noCodeReason: 'non lo ricorda',
    phone: '0536 1',
  });
  await undoMerge(office.services, office.anna, id);
  const row = (await office.db('party').where({ id: kept }).first()) as Record<string, unknown>;
  expect(row).toMatchObject({ given_name: 'Maria Grazia', phone: '0536 1', tax_code: null });
  const other = (await office.db('party').where({ id: merged }).first()) as Record<string, unknown>;
  expect(other).toMatchObject({ tax_code: filled, merged_into: null });
});

test('of merges at once in a ring and twice, each pair is merged at most once and nobody into themselves', async () => {
  const plain: Twin = { taxCode: false, vat: 'none', phone: false, roles: ['applicant'] };
  const ring = [await add(plain, 'Modena'), await add(plain, 'Modena'), await add(plain, 'Modena')];
  const attempts = ring.flatMap((kept, index) => {
    const merged = ring[(index + 1) % 3] ?? '';
    return [merge(kept, merged), merge(kept, merged)];
  });
  await Promise.allSettled(attempts);
  const rows = (await office.db('party').whereIn('id', ring).select('id', 'merged_into')) as {
    id: string;
    merged_into: string | null;
  }[];
  const live = rows.filter(({ merged_into: into }) => !into);
  expect(live.length).toBeGreaterThan(0);
  for (const { merged_into: into } of rows) {
    if (into) expect(live.map(({ id }) => id)).toContain(into); // no chain: an alias leads straight to who remains
  }
  const merges = (await office.db('party_merge').whereIn('kept_id', ring).select('merged_id')) as unknown[];
  expect(merges).toHaveLength(3 - live.length);
});

test('a merge isn’t undone while the code it would give back is somebody else’s', async () => {
  const plain: Twin = { taxCode: true, vat: 'none', phone: false, roles: [] };
  const [kept, merged] = [await add(plain, 'Modena'), await add(plain, 'Modena')];
  const { tax_code: before } = (await office.db('party').where({ id: kept }).first()) as { tax_code: string };
  const id = await merge(kept, merged, ['tax_code']);
  const thief = await createParty(office.services, office.anna, {
    kind: 'person',
    familyName: 'Terza',
    taxCode: before,
  });
  await expect(undoMerge(office.services, office.anna, id)).rejects.toMatchObject({
    code: 'party.merge-code-taken',
  });
  await office.db('party').where({ id: thief }).update({ tax_code: null, no_code_reason: 'sbagliato' });
  await undoMerge(office.services, office.anna, id);
  expect(await office.db('party').where({ id: kept }).first('tax_code')).toEqual({ tax_code: before });
});

test('what is written about a party while it is being merged away ends with the one that remains', async () => {
  const plain: Twin = { taxCode: false, vat: 'none', phone: false, roles: [] };
  const [kept, merged] = [await add(plain, 'Modena'), await add(plain, 'Modena')];
  const writing = await office.db.transaction();
  const held = await Party.held(writing, merged);
  expect(held?.id).toBe(merged);
  let isMerged = false;
  const merging = merge(kept, merged).then(() => (isMerged = true));
  const isWaiting = async (): Promise<boolean> => {
    const { rows } = await office.db.raw<{ rows: unknown[] }>(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows.length > 0;
  };
  await expect.poll(async () => isMerged || (await isWaiting()), { timeout: 20_000 }).toBe(true);
  await writing('party_identifier').insert({
    party_id: merged,
    kind: 'foreign',
    value: 'P1',
    country: 'Romania',
    created_at: office.clock.now(),
  });
  await writing.commit();
  await merging;
  expect(await office.db('party_identifier').where({ value: 'P1' }).first('party_id')).toEqual({
    party_id: kept,
  });
  const after = await office.db.transaction((trx) => Party.held(trx, merged));
  expect(after?.id).toBe(kept);
});
