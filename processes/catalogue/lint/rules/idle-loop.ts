import type { DiagramElement } from '../../diagram-model.js';
import { reachable } from '../graph.js';
import type { LintContext, Problem, Rule } from '../finding.js';

/** Somebody or something outside must act before the flow goes on: the engine rests. */
const rests = ({ type, jobType }: DiagramElement): boolean =>
  jobType !== null ||
  ['userTask', 'receiveTask', 'intermediateCatchEvent', 'eventBasedGateway', 'callActivity'].includes(type);

/** A step of the engine: an element, or the moment of leaving a subprocess. */
type Step = `in ${string}` | `out ${string}`;

/** What the engine does next without waiting: a subprocess is walked through, from its starts to its ends. */
const stepsOf = ({ graph: { nodes, leaving } }: LintContext): Map<Step, Step[]> => {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const steps = new Map<Step, Step[]>();
  for (const node of nodes.filter((candidate) => !rests(candidate))) {
    const after = leaving(node).map(({ id }): Step => `in ${id}`);
    const inside = nodes.filter(({ parent }) => parent === node.id);
    if (inside.length > 0) {
      steps.set(`out ${node.id}`, after);
      const starts = inside.filter(({ type }) => type === 'startEvent');
      steps.set(
        `in ${node.id}`,
        starts.map(({ id }): Step => `in ${id}`),
      );
    } else if (node.type === 'endEvent' && byId.has(node.parent)) {
      const caught = nodes.filter(
        ({ attachedTo, eventKind }) => attachedTo === node.parent && eventKind === node.eventKind,
      );
      steps.set(
        `in ${node.id}`,
        node.eventKind ? caught.map(({ id }): Step => `in ${id}`) : [`out ${node.parent}`],
      );
    } else {
      steps.set(`in ${node.id}`, after);
    }
  }
  return steps;
};

/** A loop in which nothing waits turns for ever inside the engine and can bring it down: it is never published. */
export const idleLoop: Rule = {
  name: 'idle-loop',
  check: (context) => {
    const steps = stepsOf(context);
    const after = (step: Step): Step[] => steps.get(step) ?? [];
    const told = new Set<Step>();
    return [...steps.keys()].flatMap((step): Problem[] => {
      const walked = reachable(after(step), after);
      if (!walked.has(step) || told.has(step)) return [];
      for (const other of walked) if (reachable(after(other), after).has(step)) told.add(other);
      const element = context.model.elements.get(step.replace(/^\w+ /, '')) ?? null;
      return [
        {
          element,
          message:
            'questo giro non si ferma mai ad aspettare e bloccherebbe il motore: mettici un compito o un’attesa',
        },
      ];
    });
  },
};
