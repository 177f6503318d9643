import type Modeler from 'bpmn-js/lib/Modeler.js';
import type { Shape } from '../canvas/services.js';
import { fieldsOf } from './fields.js';
import type { Problem } from './problem.js';

const shownElement = (modeler: Modeler): Shape => {
  const [selected] = modeler.get('selection').get();
  return selected ? (selected.labelTarget ?? selected) : modeler.get('canvas').getRootElement();
};

/** Writes the engine's errors beside the fields of the panel that they are about. */
export const drawPanelErrors = (modeler: Modeler, problems: readonly Problem[]): void => {
  const shown = shownElement(modeler);
  const errors = problems
    .filter(({ elementId, severity, report }) => report && elementId === shown.id && severity === 'error')
    .flatMap((problem) =>
      fieldsOf(modeler, problem, shown).map((id): [string, string] => [id, problem.message]),
    );
  modeler.get('eventBus').fire('propertiesPanel.setErrors', { errors: Object.fromEntries(errors) });
};
