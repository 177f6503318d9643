import type { DiagramElement } from '../../diagram-model.js';
import type { LintContext, Problem, Rule } from '../finding.js';

/** Codes that may come out of an element: its worker's, those of the ends in it, and what is thrown further inside. */
const thrownBy = ({ id, jobType }: DiagramElement, context: LintContext): string[] => {
  const inside = [...context.model.elements.values()].filter(({ parent }) => parent === id);
  return [
    ...(context.contracts.get(jobType ?? '')?.errors.map(({ code }) => code) ?? []),
    ...inside.flatMap((element) =>
      element.type === 'endEvent' && element.errorCode ? [element.errorCode] : thrownBy(element, context),
    ),
  ];
};

/** A way that waits for an error which nobody throws is never taken. */
export const caughtErrors: Rule = {
  name: 'caught-errors',
  check: (context) =>
    [...context.model.elements.values()].flatMap((element): Problem[] => {
      const host = context.model.elements.get(element.attachedTo ?? '');
      if (!host || !element.errorCode || host.type === 'callActivity') return [];
      if (host.jobType && !context.contracts.has(host.jobType)) return []; // told already: nobody does that job
      const thrown = [...new Set(thrownBy(host, context))];
      if (thrown.includes(element.errorCode)) return [];
      const list = thrown.length > 0 ? `: può dare ${thrown.join(', ')}` : ', che non dà errori';
      const message = `«${host.name || host.id}» non dà mai l’errore «${element.errorCode}»${list}; correggi il codice o togli la via`;
      return [{ element, message }];
    }),
};
