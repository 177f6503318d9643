import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Actor } from '../../core/actor.js';
import { notify } from '../../db/listen.js';
import { completeTask } from '../../db/transactions/complete-task.js';
import { moveCases } from '../../db/transactions/workshop/moving/move-cases.js';
import { movedCasesOf } from '../../db/transactions/workshop/moving/plans.js';
import { previewOf, type Preview } from '../../db/transactions/workshop/moving/preview.js';
import { enqueueAll } from '../../engine/gateway/outbox.js';
import { bundleOfFiles } from '../../processes/catalogue/bundle-files.js';
import type { FolderFiles } from '../../processes/catalogue/folder-files.js';
import { publishVersion } from '../../processes/catalogue/publish.js';
import { newProcedure } from '../../processes/catalogue/starter/new-procedure.js';
import { untilPublished } from '../../start/until-published.js';
import { comingTask } from '../helpers/cases.js';
import { engineWorld, type EngineWorld } from '../helpers/engine.js';
import { faultCases } from '../helpers/fault-cases.js';

const procedures = ['prova-spostata', 'prova-ripresa'] as const;
type Procedure = (typeof procedures)[number];

let world: EngineWorld;
let administrator: Actor & { id: string };
beforeAll(async () => {
  world = await engineWorld();
  const { id } = (await world.services.db('account').where({ username: 'mario' }).first('id')) as {
    id: string;
  };
  administrator = { id, name: 'Mario', roles: ['administrator'], officeId: null };
});
afterAll(async () => {
  const { db } = world.services;
  await db('procedure_version').whereIn('procedure_id', procedures).update({ status: 'rejected' });
  await notify(db, 'procedures');
  await world.close();
});

/** The step is another one in the second version, and its office's name for it too. */
const later = (xml: string): string =>
  xml
    .replaceAll('Task_Examine', 'Task_Study')
    .replace('name="Esamina la domanda"', 'name="Studia la domanda"');

/** Something that may happen at any time, as in every procedure of a Comune: Zeebe 8.5 moves no such instance. */
const withWithdrawal = (xml: string, id: string): string =>
  xml
    .replace(
      '</bpmn:process>',
      `<bpmn:subProcess id="Sub" name="Rinuncia" triggeredByEvent="true">
        <bpmn:startEvent id="Sub_Start"><bpmn:outgoing>Sub_Flow</bpmn:outgoing><bpmn:messageEventDefinition id="Sub_Def" messageRef="Message_rinuncia"/></bpmn:startEvent>
        <bpmn:endEvent id="Sub_End" name="Rinuncia ricevuta"><bpmn:incoming>Sub_Flow</bpmn:incoming></bpmn:endEvent>
        <bpmn:sequenceFlow id="Sub_Flow" sourceRef="Sub_Start" targetRef="Sub_End"/></bpmn:subProcess></bpmn:process>`,
    )
    .replace(
      '</bpmn:definitions>',
      `<bpmn:message id="Message_rinuncia" name="rinuncia.${id}"><bpmn:extensionElements><zeebe:subscription correlationKey="=praticaId"/></bpmn:extensionElements></bpmn:message></bpmn:definitions>`,
    );

const published = async (files: FolderFiles): Promise<string> => {
  const { db, clock, catalogue } = world.services;
  const read = bundleOfFiles(files);
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  const { bundle } = read;
  const id = await db.transaction((trx) =>
    publishVersion(trx, { bundle, files, createdBy: 'prova', reason: null, at: clock.now() }),
  );
  expect(await untilPublished(db, [id])).toEqual([]);
  await expect.poll(async () => (await catalogue.latest(bundle.sheet.id))?.id, { timeout: 20_000 }).toBe(id);
  return id;
};

/** Two versions of one procedure. @returns the earlier one's files and id */
const firstVersion = async (id: Procedure): Promise<{ files: FolderFiles; versionId: string }> => {
  const { municipality } = world.services.catalogue;
  const begun = await newProcedure({ id, title: id, office: 'ambiente' }, municipality);
  const bpmn = begun['process.bpmn'] ?? '';
  const files = { ...begun, 'process.bpmn': id === 'prova-ripresa' ? withWithdrawal(bpmn, id) : bpmn };
  return { files, versionId: await published(files) };
};

/** Cases as the desk leaves them, without their papers: five hundred receipts would tell nothing here. */
const openCases = async (procedureId: Procedure, versionId: string, count: number): Promise<string[]> => {
  const { db, clock } = world.services;
  const at = clock.now();
  const ids = Array.from({ length: count }, () => randomUUID());
  await db.transaction(async (trx) => {
    const [party] = (await trx('party')
      .insert({
        kind: 'person',
        family_name: 'Prova',
        no_code_reason: 'prova',
        created_at: at,
        updated_at: at,
      })
      .returning('id')) as { id: string }[];
    await trx('case_file').insert(
      ids.map((id) => ({
        id,
        number: id,
        procedure_id: procedureId,
        procedure_version_id: versionId,
        status: 'open',
        applicant_id: party?.id,
        application: '{}',
        subject: 'Prova',
        office_id: 'ambiente',
        presented_at: at,
        opened_at: at,
        submission_token: id,
        tracking_code: id,
      })),
    );
    await enqueueAll(
      trx,
      ids.map((id) => ({
        kind: 'publish-message',
        payload: {
          name: `istanza.${procedureId}`,
          correlationKey: id,
          messageId: id,
          variables: { praticaId: id, valore: 7 },
        },
        idempotencyKey: `start ${id}`,
        caseId: id,
        createdBy: 'prova',
        at,
      })),
    );
  });
  await expect.poll(() => standingAt(ids, 'Task_Examine'), { timeout: 120_000, interval: 250 }).toBe(count);
  return ids;
};

const standingAt = async (caseIds: string[], element: string): Promise<number> => {
  const { rows } = await world.services.db.raw<{ rows: { count: number }[] }>(
    `select count(*)::int as count from engine_job job join engine_instance instance on instance.key = job.instance_key
     join engine_element element on element.key = job.element_key and element.state = 'active'
     where instance.case_id = any(?) and job.kind = 'task' and job.state = 'created' and job.element_id = ?
       and element.element_id = ?`,
    [caseIds, element, element],
  );
  return rows[0]?.count ?? 0;
};

interface Held {
  caseId: string;
  version: string;
  status: string;
  active: string[];
}

/** What the engine holds of the cases, as its stream told: version and place of their one running instance. */
const held = async (caseIds: string[]): Promise<Held[]> => {
  const { rows } = await world.services.db.raw<{ rows: Held[] }>(
    `select file.id as "caseId", version.id as version, file.status,
       array(select element_id from engine_element where instance_key = instance.key and state = 'active'
         and type <> 'PROCESS' order by position) as active
     from case_file file
     join engine_instance instance on instance.case_id = file.id and instance.state = 'active'
     join procedure_version version on version.process_definition_key = instance.process_definition_key
     where file.id = any(?) and file.procedure_version_id = version.id order by file.id`,
    [caseIds],
  );
  return rows;
};

const foretold = ({ cases, to }: Preview): Held[] =>
  cases
    .map(({ caseId, move }) => ({
      caseId,
      version: to.id,
      status: 'open',
      active: move.way ? move.targets.map(({ target }) => target) : [],
    }))
    .sort((a, b) => (a.caseId < b.caseId ? -1 : 1));

const planTo = async (procedureId: Procedure) => {
  const { files, versionId: fromVersionId } = await firstVersion(procedureId);
  const ids = await openCases(procedureId, fromVersionId, procedureId === 'prova-spostata' ? many : 3);
  const toVersionId = await published({ ...files, 'process.bpmn': later(files['process.bpmn'] ?? '') });
  const plan = { fromVersionId, toVersionId, mapping: { Task_Examine: 'Task_Study' } };
  return { ids, plan, preview: await previewOf(world.services, plan) };
};

const confirm = (plan: Parameters<typeof previewOf>[1], { fingerprint }: Preview): Promise<string> =>
  moveCases(world.services, administrator, { ...plan, reason: 'Prova', word: 'MIGRA', fingerprint });

const statesOf = async (planId: string): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { state } of await movedCasesOf(world.services.db, planId))
    counts[state] = (counts[state] ?? 0) + 1;
  return counts;
};

const kill = (file: string): void => {
  const { pid } = JSON.parse(readFileSync(join(inject('dataFolder'), file), 'utf8')) as { pid: number };
  process.kill(pid, 'SIGKILL');
};

/** Beyond this the test says nothing more and takes longer than the suite can spare. */
const many = faultCases;

test('running cases move while app and broker are killed: as foretold, none lost, and they finish', async () => {
  const { ids, plan, preview } = await planTo('prova-spostata');
  expect(preview.cases.every(({ move }) => move.way === 'migrate')).toBe(true);
  const planId = await confirm(plan, preview);
  await expect
    .poll(async () => (await statesOf(planId))['moved'] ?? 0, { timeout: 60_000, interval: 20 })
    .toBeGreaterThan(0);
  kill('app.pid');
  kill('zeebe.pid');
  await expect.poll(() => statesOf(planId), { timeout: 150_000, interval: 250 }).toEqual({ moved: many });
  expect(await held(ids)).toEqual(foretold(preview));

  const [first = ''] = ids;
  const jobKey = await comingTask(world, first, 'Task_Study');
  const clerk: Actor = { id: null, name: 'Prova', roles: ['officer'], officeId: 'ambiente' };
  await completeTask(world.services, clerk, { jobKey, data: { annotazioni: 'Va bene' } });
  await expect
    .poll(() => world.services.db('case_file').where({ id: first }).first('status', 'outcome'), {
      timeout: 60_000,
    })
    .toEqual({ status: 'closed', outcome: 'Domanda esaminata' });
});

test('where the engine moves nothing, the case goes on in a new instance at its task, with who had it and what was typed', async () => {
  const { db, clock } = world.services;
  const { ids, plan, preview } = await planTo('prova-ripresa');
  expect(preview.cases.map(({ move }) => move.way)).toEqual(['resume', 'resume', 'resume']);
  const [first = ''] = ids;
  const jobKey = await comingTask(world, first, 'Task_Examine');
  const account = administrator.id;
  await db('task_claim').insert({ job_key: jobKey, account_id: account, claimed_at: clock.now() });
  await db('task_draft').insert({
    job_key: jobKey,
    account_id: account,
    case_id: first,
    data: '{"annotazioni":"A metà"}',
    updated_at: clock.now(),
  });
  const planId = await confirm(plan, preview);
  await expect.poll(() => statesOf(planId), { timeout: 90_000, interval: 100 }).toEqual({ moved: 3 });
  await expect.poll(() => held(ids), { timeout: 30_000 }).toEqual(foretold(preview));
  const anew = await comingTask(world, first, 'Task_Study');
  await expect
    .poll(() => db('task_claim').where({ job_key: anew }).first('account_id'))
    .toEqual({ account_id: account });
  expect(await db('task_draft').where({ job_key: anew }).first('data')).toEqual({
    data: { annotazioni: 'A metà' },
  });
  const { key } = (await db('engine_instance').where({ case_id: first, state: 'active' }).first('key')) as {
    key: string;
  };
  expect(await db('engine_variable').where({ scope_key: key, name: 'valore' }).first('value')).toEqual({
    value: 7,
  });
  await expect(confirm(plan, preview)).rejects.toMatchObject({ code: 'move.gone-on' });
});
