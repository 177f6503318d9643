import { evaluate, unaryTest } from '@bpmn-io/feelin';
import type { Decision, DecisionTable } from './read-decision.js';

type Context = Record<string, unknown>;

/** What a decision answers to some inputs, and by which of its rules. */
export interface Trial {
  decision: string;
  /** What the process would get in its variable. */
  result: unknown;
  /** Rules that matched, by their number from 1, with what each answers. */
  matched: { number: number; description: string; answers: Record<string, unknown> }[];
  /** Why there is no result. */
  problem: string | null;
}

class TrialProblem extends Error {}

/** Runs an expression; one that can't be read is told with its place. */
const running = <T>(place: string, source: string, run: () => { value: T }): T => {
  try {
    return run().value;
  } catch {
    throw new TrialProblem(`${place}: «${source}» non è un’espressione FEEL che si possa calcolare`);
  }
};

const matches = (test: string, value: unknown, context: Context, place: string): boolean =>
  test === '' ||
  test === '-' ||
  running(place, test, () => unaryTest(test, { ...context, '?': value })) === true;

const answersOf = (
  { outputs }: DecisionTable,
  rule: DecisionTable['rules'][number],
  context: Context,
  place: string,
): Record<string, unknown> =>
  Object.fromEntries(
    outputs.map(({ name }, index) => {
      const source = rule.answers[index] ?? '';
      return [name, source === '' ? null : running(place, source, () => evaluate(source, context))];
    }),
  );

/** One column answers with its value, several with all of them under their names. */
const asAnswer = ({ outputs }: DecisionTable, answers: Record<string, unknown>): unknown =>
  outputs.length === 1 ? answers[outputs[0]?.name ?? ''] : answers;

const aggregations: Record<NonNullable<DecisionTable['aggregation']>, (values: number[]) => number | null> = {
  SUM: (values) => (values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0)),
  MIN: (values) => (values.length === 0 ? null : Math.min(...values)),
  MAX: (values) => (values.length === 0 ? null : Math.max(...values)),
  COUNT: (values) => values.length,
};

const resultOf = (table: DecisionTable, matched: Trial['matched']): unknown => {
  const all = matched.map(({ answers }) => asAnswer(table, answers));
  const numbers = matched.map(({ number }) => number).join(', ');
  switch (table.hitPolicy) {
    case 'UNIQUE':
      if (all.length > 1)
        throw new TrialProblem(
          `valgono insieme le regole ${numbers}, ma la tabella (UNIQUE) ne vuole una sola`,
        );
      return all[0] ?? null;
    case 'ANY':
      if (new Set(all.map((one) => JSON.stringify(one))).size > 1)
        throw new TrialProblem(
          `le regole ${numbers} danno risposte diverse, e la tabella (ANY) ne vuole una`,
        );
      return all[0] ?? null;
    case 'FIRST':
      return all[0] ?? null;
    case 'RULE ORDER':
      return all;
    case 'COLLECT':
      return table.aggregation ? aggregations[table.aggregation](all.map(Number)) : all;
    default:
      throw new TrialProblem(`il motore non conosce la regola di scelta «${String(table.hitPolicy)}»`);
  }
};

const tryTable = (table: DecisionTable, context: Context): Pick<Trial, 'result' | 'matched'> => {
  const values = table.inputs.map(({ label, expression }) =>
    expression === '' ? null : running(`domanda «${label}»`, expression, () => evaluate(expression, context)),
  );
  const matched: Trial['matched'] = [];
  for (const [index, rule] of table.rules.entries()) {
    const place = `regola ${index + 1}`;
    if (!table.inputs.every((_, column) => matches(rule.tests[column] ?? '', values[column], context, place)))
      continue;
    const answers = answersOf(table, rule, context, place);
    matched.push({ number: index + 1, description: rule.description, answers });
    if (table.hitPolicy === 'FIRST') break;
  }
  return { matched, result: resultOf(table, matched) };
};

/**
 * Decides as the engine would, those before it first.
 * @param id of the decision in question
 * @param given inputs by name
 */
export const tryDecision = (
  decisions: readonly Decision[],
  id: string,
  given: Context,
  before: readonly string[] = [],
): Trial => {
  const decision = decisions.find((one) => one.id === id);
  const fail = (problem: string): Trial => ({ decision: id, result: null, matched: [], problem });
  if (!decision) return fail(`la decisione «${id}» non c’è`);
  if (before.includes(id)) return fail(`la decisione «${id}» ha bisogno di sé stessa`);
  const context: Context = { ...given };
  for (const required of decision.requires) {
    const trial = tryDecision(decisions, required, given, [...before, id]);
    if (trial.problem) return fail(`${required}: ${trial.problem}`);
    context[required] = trial.result;
  }
  const { logic } = decision;
  try {
    if (logic.kind === 'table') return { decision: id, ...tryTable(logic, context), problem: null };
    const result = running('espressione', logic.text, () => evaluate(logic.text, context));
    return { decision: id, result, matched: [], problem: null };
  } catch (error) {
    if (error instanceof TrialProblem) return fail(error.message);
    throw error;
  }
};
