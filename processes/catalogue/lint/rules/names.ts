import type { DiagramElement } from '../../diagram-model.js';
import type { LintContext, Rule } from '../finding.js';

const shown = /task$|^callActivity$|^endEvent$|^subProcess$/i;

/** Joins, starts of phases and what undoes by itself are read by nobody. */
const needsName = (element: DiagramElement, { model }: LintContext): boolean => {
  if (shown.test(element.type)) return true;
  if (element.eventKind !== null && element.eventKind !== 'compensate') return true;
  if (element.type === 'startEvent') return element.parent === model.processId;
  return element.type === 'exclusiveGateway' && element.outgoing.length > 1;
};

/** Pages show an element's name to the clerk, so everything that a clerk meets has one. */
export const names: Rule = {
  name: 'names',
  check: (context) =>
    [...context.model.elements.values()]
      .filter((element) => !element.name && needsName(element, context))
      .map((element) => ({
        element,
        message: 'dagli un nome come lo direbbe chi ci lavora: compare nelle pagine',
      })),
};
