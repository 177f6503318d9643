import { evaluate } from '@bpmn-io/feelin';
import type { JsonObject } from '../../../core/json.js';
import type { FormComponent } from '../bundle.js';

/** A component that asks something and keeps the answer under its key. */
export type Field = FormComponent & { key: string };

const silent = new Set(['text', 'separator', 'group', 'dynamiclist']);

/** True for components that hold an answer of their own. */
export const isField = (component: FormComponent): component is Field =>
  Boolean(component.key) && !silent.has(component.type);

/**
 * True when the form's own condition hides the component for these answers. A condition that can't be evaluated hides
 * nothing: a question too many is better than one too few.
 */
export const isHidden = ({ conditional }: FormComponent, answers: JsonObject): boolean => {
  const condition = conditional?.hide?.replace(/^=/, '');
  if (!condition) return false;
  try {
    const result = evaluate(condition, answers) as unknown;
    return result === true || (result as { value?: unknown } | null)?.value === true;
  } catch {
    return false;
  }
};

/** What may be typed into a component, beyond its form-js type: `codice-fiscale`, `telefono`, `cap`, `persona-ufficio`. */
export const kindOf = ({ type, subtype, properties }: FormComponent): string =>
  properties?.['tipo'] ?? (type === 'datetime' ? (subtype ?? 'date') : type);
