import { getReportEntryIds } from '@camunda/linting/lib/utils/properties-panel.js';
import type Modeler from 'bpmn-js/lib/Modeler.js';
import type { Shape } from '../canvas/services.js';
import type { Problem } from './problem.js';

/** Fields of the panel that the municipality's own rules are about; of several, the first that is there. */
const fieldsOfRule: Record<string, string[]> = {
  names: ['name'],
  'process-id': ['id'],
  offices: ['assignmentDefinitionCandidateGroups'],
  'user-tasks': ['documentation', 'customFormKey', 'assignmentDefinitionCandidateGroups'],
  'forms-exist': ['customFormKey'],
  decisions: ['decisionId', 'resultVariable'],
  'default-flow': ['conditionExpression'],
  messages: ['messageName', 'messageSubscriptionCorrelationKey'],
  'start-message': ['messageName'],
};

/** Ids of the panel's fields that a problem is about, as far as anybody knows. */
export const fieldsOf = (modeler: Modeler, { report, rule }: Problem, element: Shape): string[] => {
  if (!report) return fieldsOfRule[rule] ?? [];
  const panel = modeler.get('propertiesPanel');
  const resolve = (shown: unknown, path: (string | number)[]): string | null =>
    panel.getEntryId?.(shown as Shape, path) ?? null;
  return getReportEntryIds(report, element, resolve);
};
