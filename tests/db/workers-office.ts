import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '../../core/actor.js';
import { OffsetClock } from '../../core/clock.js';
import { readConfig } from '../../core/config.js';
import type { JsonObject } from '../../core/json.js';
import { createLog } from '../../core/log.js';
import { inRepo } from '../../core/paths.js';
import { seedDemoAccounts, seedOffices } from '../../db/demo/seed.js';
import { openCase } from '../../db/transactions/open-case.js';
import { createParty, type PartyInput } from '../../db/transactions/parties.js';
import { Refusal } from '../../engine/gateway/refusal.js';
import type { ActivatedJob, ZeebeClient } from '../../engine/gateway/zeebe-client.js';
import { bundleHash } from '../../processes/catalogue/bundle.js';
import { loadFolder } from '../../processes/catalogue/folder.js';
import { createServices, type OwnedServices } from '../../start/services.js';
import { workers } from '../../workers/all.js';
import type { Worker } from '../../workers/define-worker.js';
import { createGate } from '../../workers/gate.js';
import { handedVariables } from '../../workers/handed.js';
import { handleJob } from '../../workers/runtime.js';
import { testDatabase } from '../helpers/database.js';

/** What the engine was told of a job. */
export type Told =
  | { told: 'completed'; variables: JsonObject }
  | { told: 'failed'; retries: number; message: string; backOffMs: number }
  | { told: 'error'; code: string; message: string };

/** The office without an engine: jobs are handed to the real runtime, and what it answers is kept. */
export interface Office {
  services: OwnedServices;
  epoch: string;
  anna: Actor;
  /** What the engine was told, oldest first. */
  told: Told[];
  /** Completions are refused with this code until it is null again. */
  refuseWith: string | null;
  opens(procedureId: string, application?: JsonObject, party?: Partial<PartyInput>): Promise<string>;
  /** A job the engine would hand out; the same again is a repeat. */
  job(type: string, caseId: string, variables?: JsonObject, retries?: number): ActivatedJob;
  /** Lets the runtime do a job. @returns what the engine was told last */
  does(job: ActivatedJob, worker?: Worker): Promise<Told | undefined>;
  count(table: string, where?: object): Promise<number>;
  close(): Promise<void>;
}

const publish = async ({ db, clock }: OwnedServices, procedureId: string): Promise<void> => {
  const bundle = await loadFolder(inRepo(`processes/${procedureId}`));
  await db('procedure_version').insert({
    procedure_id: procedureId,
    content_hash: bundleHash(bundle),
    bundle: JSON.stringify(bundle),
    status: 'deployed',
    engine_version: 1,
    created_at: clock.now(),
    created_by: 'prova',
    deployed_at: clock.now(),
  });
};

export const testOffice = async (settings: Record<string, string> = {}): Promise<Office> => {
  const database = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'sportello-workers-'));
  const services = await createServices({
    config: readConfig({ SPORTELLO_DATA: folder, ...settings }),
    log: createLog('silent', 'tests'),
    clock: new OffsetClock(),
    databaseUrl: database.url,
  });
  const { db } = services;
  await seedOffices(db, services.catalogue.municipality);
  await seedDemoAccounts(db);
  await publish(services, 'abbattimento-alberi');
  await publish(services, 'cambio-residenza');
  const account = (await db('account').where({ username: 'anna' }).first('id')) as { id: string };
  const anna: Actor = { id: account.id, name: 'Anna', roles: ['operator'], officeId: 'sportello' };
  let lastKey = 2_251_799_813_685_249n;

  const office: Office = {
    services,
    epoch: randomUUID(),
    anna,
    told: [],
    refuseWith: null,
    async opens(procedureId, application = {}, party = {}) {
      const applicantId = await createParty(services, anna, {
        kind: 'person',
        givenName: 'Ada',
        familyName: 'Bo',
        noCodeReason: party.taxCode ? null : 'appena arrivata',
        street: 'Via Roma 1',
        ...party,
      });
      const version = await services.catalogue.latest(procedureId);
      const { caseId } = await openCase(services, anna, {
        procedureVersionId: version?.id ?? '',
        applicantId,
        application,
        attachments: [],
        submissionToken: randomUUID(),
      });
      return caseId;
    },
    job: (type, caseId, variables = {}, retries = 3) => ({
      key: String((lastKey += 1n)),
      type,
      instanceKey: '1',
      processKey: '0',
      elementId: 'Task_Prova',
      retries,
      variables: { caseId, ...variables },
      headers: {},
    }),
    async does(job, worker = workers.find(({ type }) => type === job.type)) {
      if (!worker) throw new Error(`no worker for ${job.type}`);
      await handleJob({ services, zeebe: recorder(office), epoch: office.epoch, workers }, worker, job, {
        gate: createGate(16),
        handed: handedVariables(services.catalogue),
      });
      return office.told.at(-1);
    },
    async count(table, where = {}) {
      const [row] = (await db(table).where(where).count({ n: '*' })) as { n: string }[];
      return Number(row?.n);
    },
    async close() {
      await services.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return office;
};

/** A gateway that writes down what it is told. */
const recorder = (office: Office): ZeebeClient => {
  const note = (told: Told): Promise<void> => {
    office.told.push(told);
    return Promise.resolve();
  };
  return {
    completeJob: (_key: string, variables: JsonObject) =>
      office.refuseWith
        ? Promise.reject(new Refusal(office.refuseWith, 'refused'))
        : note({ told: 'completed', variables }),
    failJob: (_key: string, retries: number, message: string, backOffMs: number) =>
      note({ told: 'failed', retries, message, backOffMs }),
    throwError: (_key: string, code: string, message: string) => note({ told: 'error', code, message }),
  } as Partial<ZeebeClient> as ZeebeClient;
};
