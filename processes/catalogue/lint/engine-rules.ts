import { createRequire } from 'node:module';
import type { ModdleElement } from 'bpmn-moddle';
import { Linter, type LinterConfig } from 'bpmnlint';
import NodeResolver from 'bpmnlint/lib/resolver/node-resolver.js';
import { nameInLine, type Finding } from './finding.js';
import { inItalian } from './messages.js';

/** Rules come from node_modules, from here on: nothing is looked for elsewhere. */
const resolver = new NodeResolver({ require: createRequire(import.meta.url) });

const config: LinterConfig = {
  extends: ['plugin:camunda-compat/camunda-cloud-8-5'],
  rules: {
    'camunda-compat/no-loop': 'off', // ours also sees through subprocesses and stops at every wait state
    'event-sub-process-typed-start-event': 'error',
    'link-event': 'error',
    'no-bpmndi': 'error',
    'no-complex-gateway': 'error',
    'no-duplicate-sequence-flows': 'error',
    'no-implicit-split': 'error',
    'single-event-definition': 'error',
    'sub-process-blank-start-event': 'error',
  },
};

/** What Zeebe 8.5 would not take, by bpmnlint and Camunda's own rules, told in Italian. */
export const lintForEngine = async (
  root: ModdleElement,
  elementsById: Record<string, ModdleElement>,
): Promise<Omit<Finding, 'file'>[]> => {
  const linter = new Linter({ resolver, config }); // a new one each time: some rules remember what they have seen
  const results = await linter.lint(root);
  return Object.entries(results).flatMap(([rule, reports]) =>
    reports.map(({ id, message, category }) => ({
      elementId: id ?? null,
      elementName: nameInLine(elementsById[id ?? '']?.name),
      rule,
      message: inItalian(rule, message),
      severity: category === 'error' || category === 'rule-error' ? 'error' : 'warning',
    })),
  );
};
