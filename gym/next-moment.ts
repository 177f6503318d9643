import type { Services } from '../core/services.js';
import type { DiagramModel } from '../processes/catalogue/diagram-model.js';
import { timersOf, type Standing } from './replay/timers.js';

const dayMs = 24 * 60 * 60 * 1000;
/** The engine's clock and the office's differ by what it takes to move both. */
const marginMs = 1_000;

/**
 * When something can happen by itself next, in milliseconds of the office's clock: a term that runs out, a timer. Where a timer
 * tells its moment to the engine only, one day from now.
 * @param caseId of one case; null for all cases of the environment
 * @returns null when nothing is known to come
 */
export const nextMoment = async (services: Services, caseId: string | null): Promise<number | null> => {
  const { db, clock } = services;
  const now = clock.now().getTime();
  const alarms = (await db('term_alarm')
    .whereNull('sent_at')
    .modify((query) => void (caseId && query.where({ case_id: caseId })))
    .pluck('due_at')) as Date[];
  const timers = (await standingsOf(services, caseId)).map(({ model, standings }) =>
    timersOf(model, standings),
  );
  const moments = [...alarms, ...timers.flatMap((one) => one.moments)].map((at) => at.getTime() + marginMs);
  const coming = [...moments, ...(timers.some(({ hasUnknown }) => hasUnknown) ? [now + dayMs] : [])];
  const later = coming.filter((at) => at > now);
  return later.length > 0 ? Math.min(...later) : null;
};

/** Where the cases stand, by the diagram they run on. */
const standingsOf = async (
  { db, catalogue }: Services,
  caseId: string | null,
): Promise<{ model: DiagramModel; standings: Standing[] }[]> => {
  const { rows } = await db.raw<{ rows: (Standing & { key: string })[] }>(
    `select element.element_id as "elementId", element.entered_at as "enteredAt",
       instance.process_definition_key::text as key
     from engine_element element join engine_instance instance on instance.key = element.instance_key
     where element.state = 'active' and instance.case_id is not null
       and (:caseId::uuid is null or instance.case_id = :caseId)`,
    { caseId },
  );
  const keys = [...new Set(rows.map(({ key }) => key))];
  const versions = await Promise.all(keys.map((key) => catalogue.byProcessDefinitionKey(key)));
  return keys.flatMap((key, index) => {
    const model = versions[index]?.model;
    return model ? [{ model, standings: rows.filter((row) => row.key === key) }] : [];
  });
};
