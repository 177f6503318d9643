import type Modeler from 'bpmn-js/lib/Modeler.js';
import { select } from '../canvas/select.js';
import { part } from '../page/part.js';
import type { SayModeler } from '../../modeler/texts.js';
import type { Problem } from './problem.js';

/** `bpmn:UserTask` → `User Task`, which the modeler can say in the reader's language. */
const spaced = (type: string): string => type.replace('bpmn:', '').replace(/\B[A-Z]/g, ' $&');

/** The element's name; of one that has none, what it is; for a form or a letter, its file. */
const placeOf = (modeler: Modeler, { elementId, file }: Problem, say: SayModeler): string => {
  const element = elementId ? modeler.get('elementRegistry').get(elementId) : undefined;
  if (!element) return file && file !== 'process.bpmn' ? file : say('whole');
  const { name, $type } = element.businessObject;
  return name?.replace(/\s+/g, ' ') || modeler.get('translate')(spaced($type));
};

const element = (tag: string, className: string, text: string): HTMLElement => {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
};

const lineOf = (modeler: Modeler, problem: Problem, say: SayModeler): HTMLLIElement => {
  const line = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset['element'] = problem.elementId ?? '';
  button.append(
    element('span', `kind kind-${problem.severity}`, say(problem.severity)),
    element('strong', '', placeOf(modeler, problem, say)),
    element('span', 'what', problem.message),
  );
  button.addEventListener('click', () => select(modeler, problem.elementId));
  line.append(button);
  return line;
};

/** The list below the canvas: who clicks a problem is shown its element. */
export const drawList = (modeler: Modeler, problems: readonly Problem[], say: SayModeler): void => {
  const focused = document.activeElement?.closest<HTMLElement>('#problems button')?.dataset['element'];
  part('problems').replaceChildren(...problems.map((problem) => lineOf(modeler, problem, say)));
  if (focused !== undefined) buttonOf(focused)?.focus();
};

const buttonOf = (elementId: string): HTMLButtonElement | null =>
  document.querySelector(`#problems button[data-element="${CSS.escape(elementId)}"]`);

/** Leads from a mark on the canvas to its sentence in the list. */
export const showInList = (elementId: string): void => buttonOf(elementId)?.focus();
