import type Modeler from 'bpmn-js/lib/Modeler.js';
import { select } from '../canvas/select.js';
import type { SayModeler } from '../../modeler/texts.js';
import { showInList } from './list.js';
import { markPlace } from './mark-place.js';
import { isElsewhere, type Problem } from './problem.js';

const type = 'problem';

const byElement = (problems: readonly Problem[]): Map<string, Problem[]> => {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    if (!problem.elementId || isElsewhere(problem)) continue;
    groups.set(problem.elementId, [...(groups.get(problem.elementId) ?? []), problem]);
  }
  return groups;
};

const markOf = (
  modeler: Modeler,
  elementId: string,
  problems: readonly Problem[],
  say: SayModeler,
): HTMLElement => {
  const severity = problems.some((problem) => problem.severity === 'error') ? 'error' : 'warning';
  const mark = document.createElement('button');
  mark.type = 'button';
  mark.className = `mark mark-${severity}`;
  mark.textContent = '!';
  mark.title = problems.map(({ message }) => message).join('\n');
  mark.setAttribute('aria-label', `${say('overlay')}: ${mark.title}`);
  mark.addEventListener('click', () => {
    select(modeler, elementId);
    showInList(elementId);
  });
  return mark;
};

/** A mark on every element that has a problem; it leads to the sentence in the list. */
export const drawMarks = (modeler: Modeler, problems: readonly Problem[], say: SayModeler): void => {
  const overlays = modeler.get('overlays');
  const registry = modeler.get('elementRegistry');
  overlays.remove({ type });
  for (const [elementId, own] of byElement(problems)) {
    const element = registry.get(elementId);
    if (!element?.parent) continue; // the process itself has no place on the canvas
    overlays.add(element, type, {
      position: markPlace(element),
      html: markOf(modeler, elementId, own, say),
      scale: { min: 0.8 },
    });
  }
};
