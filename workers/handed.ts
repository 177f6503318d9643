import type { JsonObject } from '../core/json.js';
import type { ActivatedJob } from '../engine/gateway/zeebe-client.js';
import type { Catalogue } from '../processes/catalogue/catalogue.js';
import type { DiagramModel } from '../processes/catalogue/diagram-model.js';

/** Which variables of a job the diagram hands to its step. */
export type Handed = (job: ActivatedJob) => Promise<JsonObject>;

/**
 * The engine sends every variable in reach that has the name of an input; only those that the step's input mappings name are
 * meant for it. A published version never changes, so its diagram is asked for once.
 */
export const handedVariables = (catalogue: Pick<Catalogue, 'byProcessDefinitionKey'>): Handed => {
  const known = new Map<string, DiagramModel>();
  const modelOf = async (key: string): Promise<DiagramModel | undefined> => {
    const model = known.get(key) ?? (await catalogue.byProcessDefinitionKey(key))?.model;
    if (model) known.set(key, model);
    return model;
  };
  return async ({ processKey, elementId, variables }) => {
    const inputs = (await modelOf(processKey))?.elements.get(elementId)?.inputs;
    if (!inputs) return variables;
    return Object.fromEntries(Object.entries(variables).filter(([name]) => Object.hasOwn(inputs, name)));
  };
};
