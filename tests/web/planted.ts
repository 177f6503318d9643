import { randomUUID } from 'node:crypto';
import type { Json } from '../../core/json.js';
import { inRepo } from '../../core/paths.js';
import type { Services } from '../../core/services.js';
import { notify } from '../../db/listen.js';
import { bundleHash } from '../../processes/catalogue/bundle.js';
import { loadFolder } from '../../processes/catalogue/folder.js';

/** Rows as the engine's stream would have left them, planted by hand: pages are tried without an engine behind them. */
export interface Planted {
  /** Publishes the test procedure. @returns the version's id */
  procedure(): Promise<string>;
  account(username: string): Promise<string>;
  case(options?: PlantedCase): Promise<{ id: string; number: string; instance: string }>;
  /** An open task of a case. @returns its key */
  task(instance: string, options?: PlantedTask): Promise<string>;
  /** What the stream says when the engine has completed or cancelled a job. */
  ends(key: string, state?: 'completed' | 'cancelled'): Promise<void>;
  passes(
    instance: string,
    element: string,
    type: string,
    state?: 'active' | 'completed' | 'terminated',
  ): Promise<string>;
  takes(instance: string, ...flows: string[]): Promise<void>;
  variable(instance: string, name: string, value: Json): Promise<void>;
  awaits(instance: string, message: string): Promise<void>;
  waitsUntil(instance: string, element: string, dueAt: Date): Promise<void>;
  incident(
    instance: string,
    options?: PlantedIncident,
  ): Promise<{ key: string; element: string; job: string }>;
  closes(caseId: string, outcome: string): Promise<void>;
  /** Wakes the pages of a case, as the projection does. */
  tells(caseId: string): Promise<void>;
}

export interface PlantedCase {
  familyName?: string;
  openedBy?: string;
  restricted?: boolean;
  dueDate?: string;
  office?: string;
}
export interface PlantedTask {
  element?: string;
  form?: string;
  groups?: string[];
  dueInDays?: number | null;
  role?: string;
}
export interface PlantedIncident {
  element?: string;
  type?: string;
  message?: string;
  /** Element and job of an earlier incident, which this one follows. */
  again?: { element: string; job: string };
}

const day = 86_400_000;
const definitionKey = '2251799813685300';

/** Plants rows into the data bank of some services. */
export const planted = (services: Services): Planted => {
  const { db, clock } = services;
  let last = 4503599627370500n;
  const nextKey = (): string => String((last += 1n));
  let numbers = 0;
  let versionId = '';
  const later = (): Date => new Date(clock.now().getTime() + Number(last % 1000n));

  const plant: Planted = {
    async procedure() {
      const bundle = await loadFolder(inRepo('tests/web/cases-procedure'));
      const [row] = (await db('procedure_version')
        .insert({
          procedure_id: bundle.sheet.id,
          content_hash: bundleHash(bundle),
          bundle: JSON.stringify(bundle),
          status: 'deployed',
          engine_version: 1,
          process_definition_key: definitionKey,
          created_at: clock.now(),
          created_by: 'prova',
          deployed_at: clock.now(),
        })
        .returning('id')) as { id: string }[];
      await notify(db, 'procedures');
      return (versionId = row?.id ?? '');
    },
    async account(username) {
      const row = (await db('account').where({ username }).first('id')) as { id: string };
      return row.id;
    },
    async case({
      familyName = 'Rossi',
      openedBy = 'anna',
      restricted = false,
      dueDate,
      office = 'ambiente',
    } = {}) {
      const at = clock.now();
      const [party] = (await db('party')
        .insert({
          kind: 'person',
          family_name: familyName,
          given_name: 'Maria',
          no_code_reason: 'prova',
          email: 'maria@esempio.it',
          phone: '051 123456',
          street: 'Via Roma 1',
          postal_code: '40100',
          municipality: 'Prova',
          province: 'BO',
          created_at: at,
          updated_at: at,
        })
        .returning('id')) as { id: string }[];
      const id = randomUUID();
      const number = `2026/${String(900_000 + (numbers += 1))}`;
      await db('case_file').insert({
        id,
        number,
        procedure_id: 'prova-pratiche',
        procedure_version_id: versionId,
        status: 'open',
        applicant_id: party?.id,
        application: JSON.stringify({ motivo: 'Pino pericolante', alberi: 2, posta: 'maria@esempio.it' }),
        subject: 'Prova delle pratiche',
        office_id: office,
        restricted,
        presented_at: at,
        opened_at: at,
        opened_by: await plant.account(openedBy),
        due_date: dueDate ?? new Date(at.getTime() + 30 * day).toISOString().slice(0, 10),
        submission_token: randomUUID(),
        tracking_code: randomUUID(),
      });
      await db('case_party').insert({ case_id: id, party_id: party?.id, role: 'applicant' });
      const instance = nextKey();
      await db('engine_instance').insert({
        key: instance,
        process_id: 'prova-pratiche',
        process_definition_key: definitionKey,
        version: 1,
        case_id: id,
        state: 'active',
        started_at: at,
        position: nextKey(),
      });
      return { id, number, instance };
    },
    async task(
      instance,
      { element = 'Task_Inspection', form = 'sopralluogo', groups, dueInDays = 10, role } = {},
    ) {
      const key = nextKey();
      const at = later();
      await db('engine_job').insert({
        key,
        type: 'io.camunda.zeebe:userTask',
        kind: 'task',
        instance_key: instance,
        process_definition_key: definitionKey,
        process_id: 'prova-pratiche',
        element_id: element,
        element_key: await plant.passes(instance, element, 'USER_TASK', 'active'),
        state: 'created',
        retries: 1,
        form_key: form,
        groups: groups ?? ['ambiente'],
        headers: JSON.stringify(role ? { ruolo: role } : {}),
        due_at: dueInDays === null ? null : new Date(at.getTime() + dueInDays * day),
        created_at: at,
        position: nextKey(),
      });
      return key;
    },
    async ends(key, state = 'completed') {
      const at = later();
      const [job] = (await db('engine_job')
        .where({ key })
        .update({ state, ended_at: at, position: nextKey() })
        .returning('element_key')) as { element_key: string }[];
      await db('engine_element')
        .where({ key: job?.element_key })
        .update({
          state: state === 'completed' ? 'completed' : 'terminated',
          left_at: at,
          position: nextKey(),
        });
      await db('engine_command')
        .where({ idempotency_key: `complete ${key}` })
        .update({ status: state === 'completed' ? 'accepted' : 'refused', done_at: at });
    },
    async passes(instance, element, type, state = 'completed') {
      const key = nextKey();
      const at = later();
      await db('engine_element').insert({
        key,
        instance_key: instance,
        scope_key: instance,
        element_id: element,
        type,
        state,
        entered_at: at,
        left_at: state === 'active' ? null : at,
        position: nextKey(),
      });
      return key;
    },
    async takes(instance, ...flows) {
      for (const flow of flows) {
        await db('engine_flow').insert({
          instance_key: instance,
          flow_id: flow,
          position: nextKey(),
          taken_at: later(),
        });
      }
    },
    async variable(instance, name, value) {
      await db('engine_variable').insert({
        scope_key: instance,
        name,
        instance_key: instance,
        value: JSON.stringify(value),
        position: nextKey(),
      });
    },
    async awaits(instance, message) {
      await db('engine_subscription').insert({
        element_key: nextKey(),
        message_name: message,
        instance_key: instance,
        state: 'open',
        position: nextKey(),
      });
    },
    async waitsUntil(instance, element, dueAt) {
      await db('engine_timer').insert({
        key: nextKey(),
        instance_key: instance,
        element_id: element,
        due_at: dueAt,
        state: 'open',
        position: nextKey(),
      });
    },
    async incident(instance, { element = 'Service_Letter', type = 'JOB_NO_RETRIES', message, again } = {}) {
      const elementKey = again?.element ?? (await plant.passes(instance, element, 'SERVICE_TASK', 'active'));
      const job = again?.job ?? nextKey();
      const key = nextKey();
      const at = later();
      if (!again) {
        await db('engine_job').insert({
          key: job,
          type: 'lettera.componi',
          kind: 'job',
          instance_key: instance,
          process_definition_key: definitionKey,
          process_id: 'prova-pratiche',
          element_id: element,
          element_key: elementKey,
          state: 'failed',
          retries: 0,
          created_at: at,
          position: nextKey(),
        });
      }
      await db('engine_incident').insert({
        key,
        instance_key: instance,
        element_id: element,
        element_key: elementKey,
        job_key: job,
        error_type: type,
        error_message:
          message ?? 'Prepara la lettera: il dato «esito» manca. Correggilo qui sotto e ritenta.',
        state: 'created',
        created_at: at,
        position: nextKey(),
      });
      return { key, element: elementKey, job };
    },
    async closes(caseId, outcome) {
      await db('case_file')
        .where({ id: caseId })
        .update({ status: 'closed', outcome, closed_at: clock.now() });
      await db('engine_instance')
        .where({ case_id: caseId })
        .update({ state: 'completed', ended_at: clock.now() });
    },
    tells: (caseId) => notify(db, 'projection', caseId),
  };
  return plant;
};
