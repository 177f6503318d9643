import type { DiagramElement, DiagramModel } from '../../processes/catalogue/diagram-model.js';
import { firstNamed, flowsFrom } from './order.js';
import { namedIn, readStep, type Reading, type ReadStep } from './step.js';

/** A way on from a step, where it isn't just to the next in the list. */
export interface Onward {
  /** What is written on the flow: «sì». */
  answer: string;
  name: string;
  number: number;
}

export interface NumberedStep extends ReadStep {
  number: number;
  onward: Onward[];
  /** The step that this one may cut short. */
  besides: string | null;
}

/** A part of a procedure: its way, and each thing that may happen at any time. */
export interface Chapter {
  /** Null for the way itself. */
  title: string | null;
  steps: NumberedStep[];
}

const onwardFrom = (step: DiagramElement, model: DiagramModel, order: DiagramElement[]): Onward[] => {
  const flows = flowsFrom(step, model);
  const ways = flows.flatMap(({ name, target }) =>
    firstNamed(target, model).map((next) => ({
      answer: flows.length > 1 ? name : '',
      name: next.name,
      number: order.indexOf(next) + 1,
    })),
  );
  const isJustNext = ways.length === 1 && ways[0]?.number === order.indexOf(step) + 2;
  return isJustNext ? [] : ways;
};

const chapterOf = (title: string | null, scope: string, model: DiagramModel, reading: Reading): Chapter => {
  const order = namedIn(model, scope);
  const steps = order.map((element, at) => ({
    ...readStep(element, reading),
    number: at + 1,
    onward: onwardFrom(element, model, order),
    besides: element.attachedTo ? (model.elements.get(element.attachedTo)?.name ?? null) : null,
  }));
  return { title, steps };
};

/** A procedure chapter by chapter. @param model of the diagram as drawn */
export const chaptersOf = (model: DiagramModel, reading: Reading): Chapter[] => [
  chapterOf(null, model.processId, model, reading),
  ...[...model.elements.values()]
    .filter(({ isTriggeredByEvent, parent }) => isTriggeredByEvent && parent === model.processId)
    .map(({ id, name }) => chapterOf(name, id, model, reading)),
];
