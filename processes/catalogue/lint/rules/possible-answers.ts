import type { FormComponent } from '../../bundle.js';
import type { LintContext, Problem, Rule } from '../finding.js';

const choosing = new Set(['radio', 'select']);

/** The answers a form can give to its choices, by the question's name; null where something else may be written too. */
const choicesIn = (components: readonly FormComponent[], into: Map<string, Set<string> | null>): void => {
  for (const { key, type, values, path, components: inner } of components) {
    if (path) continue; // a repeated group's answers are a list
    if (key && choosing.has(type) && values) {
      const known = into.get(key);
      if (known !== null) into.set(key, new Set([...(known ?? []), ...values.map(({ value }) => value)]));
    } else if (key) into.set(key, null);
    choicesIn(inner ?? [], into);
  }
};

/** Only what forms alone write is known; a step's result or a mapping can be anything. */
const knownChoices = ({ bundle, model, contracts }: LintContext): Map<string, Set<string>> => {
  const choices = new Map<string, Set<string> | null>();
  for (const { components } of Object.values(bundle.forms)) choicesIn(components, choices);
  const written = [...model.elements.values()].flatMap(({ inputs, outputs, jobType }) => [
    ...Object.keys(inputs),
    ...Object.keys(outputs),
    ...(contracts.get(jobType ?? '')?.outputs.map(({ name }) => name) ?? []),
  ]);
  for (const name of written) choices.delete(name);
  return new Map([...choices].filter((entry): entry is [string, Set<string>] => entry[1] !== null));
};

const comparison = /\b([\p{L}_][\p{L}\d_]*)\s*=\s*"([^"]*)"/gu;

/** A flow whose condition wants an answer that no form offers is never taken. */
export const possibleAnswers: Rule = {
  name: 'possible-answers',
  check: (context) => {
    const choices = knownChoices(context);
    return [...context.model.flows.values()].flatMap(({ id, name, condition }): Problem[] =>
      [...(condition?.replace(/^=/, '') ?? '').matchAll(comparison)].flatMap(
        ([, variable = '', value = '']) => {
          const offered = choices.get(variable);
          if (!offered || offered.has(value)) return [];
          const list = [...offered].map((one) => `«${one}»`).join(', ');
          const message = `nessun modulo risponde «${value}» a «${variable}» (le risposte sono ${list}): la via non si prende mai; correggi la condizione o il modulo`;
          return [{ element: { id, name }, message }];
        },
      ),
    );
  },
};
