import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Actor } from '../../core/actor.js';
import { BusinessError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import { completeTask } from '../../db/transactions/complete-task.js';
import { openCase } from '../../db/transactions/open-case.js';
import { isOutboxEmpty, isProjected } from '../../engine/quiet.js';
import { engineWorld, type EngineWorld } from '../helpers/engine.js';
import { faultCases } from '../helpers/fault-cases.js';

const total = faultCases;
/** These stop before the signature, so that open tasks can be compared with what the engine holds. */
const leftOpen = 20;
const procedureId = 'cambio-residenza';

let world: EngineWorld;
beforeAll(async () => {
  world = await engineWorld();
});
afterAll(() => world.close());

const clerk: Actor = {
  id: null,
  name: 'Prova',
  roles: ['operator', 'officer', 'responsible'],
  officeId: null,
};
const inOffice = (officeId: string): Actor => ({ ...clerk, officeId });

const answers: Record<string, { office: string; data: JsonObject }> = {
  Task_CheckDeclaration: {
    office: 'demografici',
    data: { responsabile: 'franco', ricevibile: 'no', motivazione: 'La dichiarazione non è firmata.' },
  },
  Task_Sign: { office: 'demografici', data: { bozzaLetta: true } },
  Task_HandOver: { office: 'sportello', data: { consegnaData: '2026-03-10', consegnaModo: 'mani' } },
};

/** Repeats what a killed part made fail, as a person would press the button again. */
const insistently = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof BusinessError) return undefined;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
};

const open = async (index: number): Promise<string> => {
  const { services } = world;
  const opened = await insistently(async () => {
    const version = await services.catalogue.latest(procedureId);
    const [party] = (await services
      .db('party')
      .insert({
        kind: 'person',
        family_name: `Prova ${index}`,
        no_code_reason: 'prova dei guasti',
        created_at: new Date(),
        updated_at: new Date(),
      })
      .returning('id')) as { id: string }[];
    const request = {
      procedureVersionId: version?.id ?? '',
      applicantId: party?.id ?? '',
      application: { indirizzo: 'via Roma', civico: String(index), firmaPresente: 'no' },
      attachments: [],
      submissionToken: randomUUID(),
    };
    // The same token again, as a resubmitted page carries it: an answer lost in the crash makes no second case.
    return insistently(() => openCase(services, inOffice('sportello'), request));
  });
  if (!opened) throw new Error('the request was not accepted');
  return opened.caseId;
};

interface Task {
  key: string;
  caseId: string;
  elementId: string;
}

const openTasks = (caseIds: string[]): Promise<Task[]> =>
  world.services
    .db('engine_job as job')
    .join('engine_instance as instance', 'instance.key', 'job.instance_key')
    .leftJoin('task_result as result', 'result.job_key', 'job.key')
    .whereIn('instance.case_id', caseIds)
    .where({ 'job.kind': 'task', 'job.state': 'created' })
    .whereNull('result.job_key')
    .select({
      key: 'job.key',
      caseId: 'instance.case_id',
      elementId: 'job.element_id',
    }) as unknown as Promise<Task[]>;

const complete = async ({ key, elementId }: Task): Promise<void> => {
  const answer = answers[elementId];
  if (!answer) return;
  await insistently(() =>
    completeTask(world.services, inOffice(answer.office), { jobKey: key, data: answer.data }),
  );
};

const closedOf = (caseIds: string[]): Promise<string[]> =>
  world.services
    .db('case_file')
    .whereIn('id', caseIds)
    .where({ status: 'closed' })
    .pluck('id') as unknown as Promise<string[]>;

const pidOf: Record<string, () => number> = {
  broker: () =>
    (JSON.parse(readFileSync(join(inject('dataFolder'), 'zeebe.pid'), 'utf8')) as { pid: number }).pid,
  postgres: () =>
    Number(readFileSync(join(inject('dataFolder'), 'postgres/postmaster.pid'), 'utf8').split('\n')[0]),
  app: () => (JSON.parse(readFileSync(join(inject('dataFolder'), 'app.pid'), 'utf8')) as { pid: number }).pid,
};

const countBy = async (sql: string, caseIds: string[]): Promise<Record<string, number>> => {
  const { rows } = await world.services.db.raw<{ rows: { n: string; cases: string }[] }>(
    `select n, count(*) as cases from (select c.id, (${sql}) as n from case_file c where c.id = any(?)) t group by n`,
    [caseIds],
  );
  return Object.fromEntries(rows.map(({ n, cases }) => [n, Number(cases)]));
};

test('kill -9 of broker, Postgres and app while cases run: nothing lost, nothing twice', async () => {
  const caseIds: string[] = [];
  const kills = Object.entries(pidOf);
  const opening = (async () => {
    for (let index = 0; index < total; index += 5) {
      const five = Array.from({ length: 5 }, (_, offset) => open(index + offset));
      caseIds.push(...(await Promise.all(five)));
    }
  })();

  const deadline = Date.now() + 300_000;
  for (;;) {
    const kept = new Set(caseIds.slice(0, leftOpen));
    const tasks = (await insistently(() => openTasks(caseIds))) ?? [];
    const doable = tasks.filter(({ caseId, elementId }) => !(elementId === 'Task_Sign' && kept.has(caseId)));
    for (let index = 0; index < doable.length; index += 8)
      await Promise.all(doable.slice(index, index + 8).map(complete));
    const closed = ((await insistently(() => closedOf(caseIds))) ?? []).length;
    const done = closed / (total - leftOpen);
    const [next] = kills;
    if (next && done > (4 - kills.length) / 4) {
      kills.shift();
      process.kill(next[1](), 'SIGKILL');
    }

    if (closed === total - leftOpen && caseIds.length === total) break;
    if (Date.now() > deadline) throw new Error(`only ${closed} of ${total - leftOpen} cases closed in time`);
    if (doable.length === 0) await new Promise((resolve) => setTimeout(resolve, 25));
  }
  await opening;
  expect(kills).toEqual([]);

  const { db } = world.services;
  while (!((await isOutboxEmpty(db)) && (await isProjected(inject('managementUrl')).catch(() => false)))) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(await countBy('select count(*) from engine_instance i where i.case_id = c.id', caseIds)).toEqual({
    1: total,
  });
  expect(
    await countBy(
      "select count(*) from registration r where r.case_id = c.id and r.direction = 'incoming'",
      caseIds,
    ),
  ).toEqual({ 1: total });
  expect(
    await countBy("select count(*) from letter l where l.case_id = c.id and l.code = 'L1'", caseIds),
  ).toEqual({
    1: total,
  });
  expect(
    await countBy("select count(*) from letter l where l.case_id = c.id and l.code = 'L14'", caseIds),
  ).toEqual({
    1: total,
  });
  expect(
    await countBy(
      'select count(*) from delivery d join letter l on l.id = d.letter_id where l.case_id = c.id',
      caseIds,
    ),
  ).toEqual({ 0: leftOpen, 1: total - leftOpen });

  const numbers = (await db('registration').orderBy('year').orderBy('number').select('year', 'number')) as {
    year: number;
    number: number;
  }[];
  for (const year of new Set(numbers.map((row) => row.year))) {
    const own = numbers.filter((row) => row.year === year).map((row) => row.number);
    expect(own).toEqual(own.map((_, index) => index + 1));
  }

  // What is shown is what the engine has: each open task can be completed there, and no case lacks its task.
  const shown = await openTasks(caseIds);
  expect(shown.map(({ caseId }) => caseId).sort()).toEqual([...caseIds.slice(0, leftOpen)].sort());
  await Promise.all(shown.map(complete));
  while (!(await isOutboxEmpty(db))) await new Promise((resolve) => setTimeout(resolve, 25));
  const refused = await db('engine_command')
    .where({ status: 'refused' })
    .whereIn('case_id', caseIds)
    .pluck('id');
  expect(refused).toEqual([]);
}, 420_000);
