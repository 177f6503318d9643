import { getReportEntryIds } from '@camunda/linting/lib/utils/properties-panel.js';
import type Modeler from 'bpmn-js/lib/Modeler.js';
import type { Shape } from '../canvas/services.js';
import type { Problem } from './problem.js';

const shownElement = (modeler: Modeler): Shape => {
  const [selected] = modeler.get('selection').get();
  return selected ? (selected.labelTarget ?? selected) : modeler.get('canvas').getRootElement();
};

/** Writes the engine's errors beside the fields of the panel that they are about. */
export const drawPanelErrors = (modeler: Modeler, problems: readonly Problem[]): void => {
  const shown = shownElement(modeler);
  const panel = modeler.get('propertiesPanel');
  const entryId = (element: unknown, path: (string | number)[]): string | null =>
    panel.getEntryId?.(element as Shape, path) ?? null;
  const errors = problems
    .filter(({ elementId, severity }) => elementId === shown.id && severity === 'error')
    .flatMap(({ report, message }) =>
      report ? getReportEntryIds(report, shown, entryId).map((id): [string, string] => [id, message]) : [],
    );
  modeler.get('eventBus').fire('propertiesPanel.setErrors', { errors: Object.fromEntries(errors) });
};
