import { BusinessError } from '../../../core/errors.js';
import { inputsOf, typedInput } from '../../../processes/catalogue/decisions/inputs.js';
import { readDecisions, type Decision } from '../../../processes/catalogue/decisions/read-decision.js';
import { tryDecision } from '../../../processes/catalogue/decisions/try-decision.js';
import { loadMunicipalValues } from '../../../processes/catalogue/municipal-values.js';

/** What the tester of a decision shows. */
export interface Tester {
  decisions: { id: string; name: string; chosen: boolean }[];
  inputs: { name: string; typed: string }[];
  /** Null until somebody has asked. */
  outcome: { result: string; rules: { number: number; description: string; answers: string }[] } | null;
  problem: string | null;
}

const prefix = 'input.';

/** What the municipality sets, as it is today: procedures read it under this name. */
const valuesName = 'valori';
const valuesToday = async (today: string): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await loadMunicipalValues()).flatMap(({ id, values }) => {
      const valid = values.filter(({ validFrom }) => validFrom <= today).at(-1);
      return valid ? [[id, valid.value]] : [];
    }),
  );

/** As FEEL writes it. */
const shown = (value: unknown): string => JSON.stringify(value ?? null);

const outcomeOf = (
  decisions: readonly Decision[],
  id: string,
  given: Record<string, unknown>,
): Pick<Tester, 'outcome' | 'problem'> => {
  const { result, matched, problem } = tryDecision(decisions, id, given);
  if (problem) return { outcome: null, problem };
  const rules = matched.map(({ number, description, answers }) => ({
    number,
    description,
    answers: Object.entries(answers)
      .map(([name, value]) => `${name}: ${shown(value)}`)
      .join(', '),
  }));
  return { outcome: { result: shown(result), rules }, problem: null };
};

/**
 * A decision with what somebody typed into its inputs, and what it answers.
 * @param fields of the tester's form; null when nobody has asked yet
 */
export const testerOf = async (
  dmn: string,
  fields: URLSearchParams | null,
  today: string,
): Promise<Tester> => {
  try {
    const decisions = await readDecisions(dmn);
    const chosen = decisions.find(({ id }) => id === fields?.get('decision')) ?? decisions[0];
    if (!chosen) return { decisions: [], inputs: [], outcome: null, problem: null };
    const inputs = inputsOf(decisions, chosen.id)
      .filter((name) => name !== valuesName)
      .map((name) => ({ name, typed: fields?.get(prefix + name) ?? '' }));
    const given = Object.fromEntries(inputs.map(({ name, typed }) => [name, typedInput(typed)]));
    const values = { [valuesName]: await valuesToday(today) };
    return {
      decisions: decisions.map(({ id, name }) => ({ id, name, chosen: id === chosen.id })),
      inputs,
      ...(fields
        ? outcomeOf(decisions, chosen.id, { ...values, ...given })
        : { outcome: null, problem: null }),
    };
  } catch (error) {
    if (!(error instanceof BusinessError)) throw error;
    return { decisions: [], inputs: [], outcome: null, problem: error.message };
  }
};
