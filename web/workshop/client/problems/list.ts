import type Modeler from 'bpmn-js/lib/Modeler.js';
import type { SayModeler } from '../../modeler/texts.js';
import { part } from '../page/part.js';
import { isElsewhere, type Problem } from './problem.js';
import { showProblem } from './show.js';

export interface ListParts {
  say: SayModeler;
  /** Address of the draft, below which the editors of its other files are. */
  draft: string;
}

/** `bpmn:UserTask` → `User Task`, which the modeler can say in the reader's language. */
const spaced = (type: string): string => type.replace('bpmn:', '').replace(/\B[A-Z]/g, ' $&');

/** The element's name; of one that has none, what it is; for a form or a letter, its file. */
const placeOf = (modeler: Modeler, problem: Problem, say: SayModeler): string => {
  if (isElsewhere(problem)) return problem.file ?? '';
  const { elementId } = problem;
  const element = elementId ? modeler.get('elementRegistry').get(elementId) : undefined;
  if (!element) return say('whole');
  const { name, $type } = element.businessObject;
  return name?.replace(/\s+/g, ' ') || modeler.get('translate')(spaced($type));
};

const element = (tag: string, className: string, text: string): HTMLElement => {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
};

const link = (href: string): HTMLAnchorElement => Object.assign(document.createElement('a'), { href });

const button = (modeler: Modeler, problem: Problem): HTMLButtonElement => {
  const made = document.createElement('button');
  made.type = 'button';
  made.dataset['element'] = problem.elementId ?? '';
  made.addEventListener('click', () => showProblem(modeler, problem));
  return made;
};

const lineOf = (modeler: Modeler, problem: Problem, { say, draft }: ListParts): HTMLLIElement => {
  const line = document.createElement('li');
  const way =
    isElsewhere(problem) && problem.editor ? link(`${draft}/${problem.editor}`) : button(modeler, problem);
  way.append(
    element('span', `kind kind-${problem.severity}`, say(problem.severity)),
    element('strong', '', placeOf(modeler, problem, say)),
    element('span', 'what', problem.message),
  );
  line.append(way);
  return line;
};

/** The list below the canvas: who clicks a problem is shown its element and field, or led to the file's editor. */
export const drawList = (modeler: Modeler, problems: readonly Problem[], parts: ListParts): void => {
  const focused = document.activeElement?.closest<HTMLElement>('#problems button')?.dataset['element'];
  part('problems').replaceChildren(...problems.map((problem) => lineOf(modeler, problem, parts)));
  if (focused !== undefined) buttonOf(focused)?.focus();
};

const buttonOf = (elementId: string): HTMLButtonElement | null =>
  document.querySelector(`#problems button[data-element="${CSS.escape(elementId)}"]`);

/** Leads from a mark on the canvas to its sentence in the list. */
export const showInList = (elementId: string): void => buttonOf(elementId)?.focus();
