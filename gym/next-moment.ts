import type { Knex } from 'knex';
import type { Services } from '../core/services.js';
import { timersOf, type RunningTimer, type Standing } from './replay/timers.js';

const dayMs = 24 * 60 * 60 * 1000;
/** The engine's clock and the office's differ by what it takes to move both. */
const marginMs = 1_000;

export interface NextMoment {
  /** Milliseconds of the office's clock; null when nothing is known to come. */
  at: number | null;
  /** A timer's moment has come and the engine, which looks at its clock by itself, hasn't let it ring yet. */
  isRinging: boolean;
}

/**
 * When something can happen by itself next: a term that runs out, a timer. Where a timer tells its moment to the engine only,
 * one day from now.
 * @param caseId of one case; null for all cases of the environment
 */
export const nextMoment = async (services: Services, caseId: string | null): Promise<NextMoment> => {
  const { db, clock } = services;
  const now = clock.now().getTime();
  const alarms = (await db('term_alarm')
    .whereNull('sent_at')
    .modify((query) => void (caseId && query.where({ case_id: caseId })))
    .pluck('due_at')) as Date[];
  const timers = await silentTimers(db, await timersNow(services, caseId));
  const dues = timers.flatMap(({ due }) => due ?? []);
  const coming = [
    ...[...alarms, ...dues].map((due) => due.getTime() + marginMs),
    ...(timers.some(({ due }) => due === null) ? [now + dayMs] : []),
  ].filter((at) => at > now);
  return {
    at: coming.length > 0 ? Math.min(...coming) : null,
    isRinging: dues.some((due) => due.getTime() <= now),
  };
};

interface Place extends Standing {
  instanceKey: string;
  definitionKey: string;
}

/** The timers of every place where the cases stand now. */
const timersNow = async (
  { db, catalogue }: Services,
  caseId: string | null,
): Promise<RunningTimer<Place>[]> => {
  const { rows } = await db.raw<{ rows: Place[] }>(
    `select element.element_id as "elementId", element.entered_at as "enteredAt",
       instance.key::text as "instanceKey", instance.process_definition_key::text as "definitionKey"
     from engine_element element join engine_instance instance on instance.key = element.instance_key
     where element.state = 'active' and instance.case_id is not null
       and (:caseId::uuid is null or instance.case_id = :caseId)`,
    { caseId },
  );
  const keys = [...new Set(rows.map(({ definitionKey }) => definitionKey))];
  const versions = await Promise.all(keys.map((key) => catalogue.byProcessDefinitionKey(key)));
  return versions.flatMap((version, index) =>
    version
      ? timersOf(
          version.model,
          rows.filter(({ definitionKey }) => definitionKey === keys[index]),
        )
      : [],
  );
};

/** Without those that have rung already and let the case stand where it was. */
const silentTimers = async (db: Knex, timers: RunningTimer<Place>[]): Promise<RunningTimer<Place>[]> => {
  const { rows: rung } = await db.raw<{ rows: Place[] }>(
    `select element_id as "elementId", entered_at as "enteredAt", instance_key::text as "instanceKey" from engine_element
     where element_id = any(:ids) and instance_key = any(:keys::bigint[])`,
    {
      ids: timers.map(({ timerId }) => timerId),
      keys: timers.map(({ standing }) => standing.instanceKey),
    },
  );
  return timers.filter(
    ({ timerId, standing }) =>
      timerId === standing.elementId ||
      !rung.some(
        ({ elementId, instanceKey, enteredAt }) =>
          elementId === timerId && instanceKey === standing.instanceKey && enteredAt >= standing.enteredAt,
      ),
  );
};

/** An element of this type is left as soon as it is entered: who stands there is on the way. */
const passing = [
  'START_EVENT',
  'END_EVENT',
  'INTERMEDIATE_THROW_EVENT',
  'EXCLUSIVE_GATEWAY',
  'INCLUSIVE_GATEWAY',
  'PARALLEL_GATEWAY',
];
const scopes = ['PROCESS', 'SUB_PROCESS', 'EVENT_SUB_PROCESS', 'MULTI_INSTANCE_BODY'];

/**
 * Whether the projection knows where a case stands: elements and their tasks come to it by two ways, and on a busy machine
 * either may be seconds behind the other. It does when the case stands somewhere it can stand, and every task is there twice.
 */
export const isPlaceKnown = async ({ db }: Services, caseId: string): Promise<boolean> => {
  const { rows } = await db.raw<{ rows: { isKnown: boolean }[] }>(
    `with own as (select key from engine_instance where case_id = :caseId),
       here as (select key, type from engine_element where state = 'active' and instance_key in (select key from own)),
       task as (select element_key as key from engine_job where kind = 'task' and instance_key in (select key from own))
     select exists (select from here where type <> all(:scopes) and type <> all(:passing))
       and not exists (select from here where type = any(:passing))
       and not exists (select from here where type = 'USER_TASK' and not exists (select from task where task.key = here.key))
       and not exists (select from engine_job job where kind = 'task' and state in ('created', 'activated')
         and instance_key in (select key from own) and not exists (select from here where here.key = job.element_key))
       as "isKnown"`,
    { caseId, scopes, passing },
  );
  return rows[0]?.isKnown ?? false;
};
