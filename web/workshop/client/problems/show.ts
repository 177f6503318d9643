import type Modeler from 'bpmn-js/lib/Modeler.js';
import { select } from '../canvas/select.js';
import { part } from '../page/part.js';
import { fieldsOf } from './fields.js';
import type { Problem } from './problem.js';

const entryOf = (id: string): Element | null =>
  part('properties').querySelector(`[data-entry-id="${CSS.escape(id)}"]`);

/** A step of the municipality's has fields of its own, which say themselves what is wrong with them. */
const entryWithError = (): string | undefined =>
  part('properties').querySelector<HTMLElement>('.has-error[data-entry-id]')?.dataset['entryId'];

/** Shows what a problem is about: the element on the canvas, and in the panel the field, ready to be written in. */
export const showProblem = (modeler: Modeler, problem: Problem): void => {
  select(modeler, problem.elementId);
  const element = problem.elementId ? modeler.get('elementRegistry').get(problem.elementId) : undefined;
  if (!element) return;
  const fields = fieldsOf(modeler, problem, element);
  requestAnimationFrame(() => {
    const id = fields.find(entryOf) ?? entryWithError(); // the panel has drawn the element by now
    if (id) modeler.get('eventBus').fire('propertiesPanel.showEntry', { id });
  });
};
