import type { DiagramElement } from '../../diagram-model.js';
import type { LintContext, Rule } from '../finding.js';
import { constantOf } from '../finding.js';

const problemsOf = (task: DiagramElement, { contracts }: LintContext): string[] => {
  const contract = contracts.get(task.jobType ?? '');
  if (!contract)
    return [
      `nessuno svolge il lavoro «${task.jobType ?? ''}»: scegline uno di: ${[...contracts.keys()].join(', ')}`,
    ];
  const known = new Map(contract.inputs.map((input) => [input.name, input]));
  return [
    ...contract.inputs
      .filter(({ name, required }) => required && !task.inputs[name])
      .map(
        ({ name, label }) => `manca il dato «${label}» (${name}): «${contract.title}» non può lavorare senza`,
      ),
    ...Object.keys(task.inputs)
      .filter((name) => !known.has(name))
      .map(
        (name) =>
          `«${contract.title}» non conosce il dato «${name}»: toglilo${known.size > 0 ? ` o usa uno di: ${[...known.keys()].join(', ')}` : ''}`,
      ),
    ...Object.entries(task.inputs).flatMap(([name, source]) => {
      const { choices, label } = known.get(name) ?? {};
      const constant = constantOf(source);
      if (!choices || constant === null || choices.includes(constant)) return [];
      return [`«${constant}» non va bene per «${label ?? name}»: scegli uno di: ${choices.join(', ')}`];
    }),
  ];
};

/** Automatic steps are done by workers that exist, with what they need and nothing else. */
export const jobs: Rule = {
  name: 'jobs',
  check: (context) =>
    [...context.model.elements.values()]
      .filter(({ jobType }) => jobType !== null)
      .flatMap((element) => problemsOf(element, context).map((message) => ({ element, message }))),
};
