import type { Catalogue } from '../../../processes/catalogue/catalogue.js';
import { restingPlaces, type StudioCase } from './query.js';
import type { Knex } from 'knex';

/**
 * What each case waits for from its party, in the procedure's own words («Documenti integrativi»). Waits for time or for
 * other offices have no such words and are left out.
 */
export const awaitedByCase = async (
  db: Knex,
  catalogue: Catalogue,
  cases: StudioCase[],
): Promise<Map<string, string[]>> => {
  const open = new Map(cases.filter(({ status }) => status === 'open').map((file) => [file.id, file]));
  const awaited = new Map<string, string[]>();
  for (const { caseId, elementId } of await restingPlaces(db, [...open.keys()])) {
    const version = await catalogue.version(open.get(caseId)?.procedureVersionId ?? ''); // kept in memory
    const targets = [elementId, ...nextOf(version.model.flows.values(), elementId)];
    for (const target of targets) {
      const message = version.model.elements.get(target)?.message;
      const label = version.sheet.messages.find(({ name }) => name === message)?.label;
      if (label) awaited.set(caseId, [...new Set([...(awaited.get(caseId) ?? []), label])]);
    }
  }
  return awaited;
};

/** After an event-based gateway the events themselves are what is waited for. */
const nextOf = (flows: Iterable<{ source: string; target: string }>, elementId: string): string[] =>
  [...flows].filter(({ source }) => source === elementId).map(({ target }) => target);
