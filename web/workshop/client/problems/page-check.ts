import { Linter, type Report } from '@camunda/linting';
import type Modeler from 'bpmn-js/lib/Modeler.js';
import { inItalian } from '../../../../processes/catalogue/lint/messages.js';
import type { Locale } from '../../../i18n.js';
import type { Problem } from './problem.js';

/** Sportello's own rule stops at waits and looks into subprocesses; the engine's would see loops where none is. */
const plugins = [{ config: { rules: { 'camunda-compat/no-loop': 'off' as const } } }];

const problemOf = (report: Report, locale: Locale): Problem => ({
  elementId: report.id,
  rule: report.rule,
  message: locale === 'it' ? inItalian(report.rule, report.message) : report.message,
  severity: report.category === 'error' || report.category === 'rule-error' ? 'error' : 'warning',
  report,
});

/** The engine's rules, checked here at every change: nothing goes to the server. */
export const pageCheck = (modeler: Modeler, locale: Locale): (() => Promise<Problem[]>) => {
  const linter = new Linter({ modeler: 'web', type: 'cloud', plugins });
  return async () => {
    if (!modeler.getDefinitions()) return [];
    const reports = await linter.lint(modeler.getDefinitions());
    return reports.map((report) => problemOf(report, locale));
  };
};
