import type { Knex } from 'knex';
import type { Json, JsonObject } from '../../../core/json.js';
import type { ProcedureVersion } from '../catalogue.js';
import type { DiagramModel } from '../diagram-model.js';
import type { Parts } from './kinds.js';

interface Answered {
  form: string | null;
  data: JsonObject;
}

/** What the cases of one version passed, as the engine's projection and the data bank tell: one query for each kind. */
export const passedParts = async (db: Knex, { id, bundle, model }: ProcedureVersion): Promise<Parts> => {
  const cases = db('case_file').where({ procedure_version_id: id }).select('id');
  const instances = db('engine_instance').whereIn('case_id', cases.clone()).select('key');
  const pluck = async (table: string, column: string): Promise<string[]> =>
    (await db(table).whereIn('instance_key', instances.clone()).distinct().pluck(column)) as string[];
  const rules = (await db('engine_decision_rule')
    .whereIn('process_instance_key', instances.clone())
    .distinct('decision_id as decision', 'rule_id as rule')) as { decision: string; rule: string }[];
  const letters = (await db('letter').whereIn('case_id', cases.clone()).distinct().pluck('code')) as string[];
  const tasks = (await db('task_result')
    .whereIn('case_id', cases.clone())
    .select('data', { form: 'form_key' })) as Answered[];
  const acts = (await db('incoming_act')
    .whereIn('case_id', cases.clone())
    .select('data', { message: 'message_name' })) as { data: JsonObject; message: string }[];
  const applications = (await db('case_file')
    .whereIn('id', cases.clone())
    .pluck('application')) as JsonObject[];
  const formOf = new Map(bundle.sheet.messages.map(({ name, form }) => [name, form ?? null]));
  const answered: Answered[] = [
    ...tasks,
    ...acts.map(({ data, message }) => ({ data, form: formOf.get(message) ?? null })),
    ...applications.map((data) => ({ data, form: bundle.sheet.applicationForm })),
  ];
  const nodes = new Set(await pluck('engine_element', 'element_id'));
  return {
    node: nodes,
    flow: new Set([...(await pluck('engine_flow', 'flow_id')), ...eventFlows(model, nodes)]),
    rule: new Set(rules.map(({ decision, rule }) => `${decision}/${rule}`)),
    letter: new Set(letters),
    field: new Set(
      answered.flatMap(({ form, data }) => answeredIn(data).map((field) => `${form ?? ''}/${field}`)),
    ),
  };
};

/** The engine notes no flow from a gateway to the event that came first: it was taken when the event was passed. */
const eventFlows = ({ elements, flows }: DiagramModel, nodes: ReadonlySet<string>): string[] =>
  [...flows.values()]
    .filter(({ source, target }) => elements.get(source)?.type === 'eventBasedGateway' && nodes.has(target))
    .map(({ id }) => id);

const isObject = (value: Json): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Names of the questions that got an answer; those of a repeated group carry the group's name. */
const answeredIn = (data: JsonObject, before = ''): string[] =>
  Object.entries(data).flatMap(([name, value]) => {
    if (value === null || value === '') return [];
    const own = `${before}${name}`;
    const rows = Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : [];
    return [own, ...rows.flatMap((row) => answeredIn(row, `${own}.`))];
  });
