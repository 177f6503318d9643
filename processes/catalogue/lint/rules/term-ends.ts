import type { DiagramElement } from '../../diagram-model.js';
import { reachable } from '../graph.js';
import { constantOf, type Problem, type Rule } from '../finding.js';

/** Letters that conclude a procedure: granting, denial, ban, filing, outcome of a tax check. */
const concluding = new Set(['L6', 'L7', 'L10', 'L14', 'L15']);
const waits = new Set(['intermediateCatchEvent', 'eventBasedGateway', 'receiveTask']);
const ending = 'term.end';

/**
 * The term stops with the act that concludes the procedure (L. 241/1990 art. 2 c. 1), or with the case. A diagram that goes on
 * waiting after the act, for months perhaps, must end the term first, or the case is late while everything is done.
 */
export const termEnds: Rule = {
  name: 'term-ends',
  check: ({ model: { elements }, graph: { nodes, next } }) => {
    const inside = (node: DiagramElement): DiagramElement[] =>
      nodes.filter(({ parent }) => parent === node.id);
    const endsTerm = (node: DiagramElement): boolean =>
      node.jobType === ending || inside(node).some((inner) => !inner.isTriggeredByEvent && endsTerm(inner));
    const after = (node: DiagramElement): DiagramElement[] => {
      if (endsTerm(node)) return [];
      const around = elements.get(node.parent);
      const out = node.type === 'endEvent' && around && !around.isTriggeredByEvent ? [...next(around)] : [];
      return [...next(node), ...out, ...inside(node).filter(({ type }) => type === 'startEvent')];
    };
    return nodes
      .filter(({ inputs }) => concluding.has(constantOf(inputs['lettera']) ?? ''))
      .flatMap((act): Problem[] => {
        const waiting = [...reachable([act], after)].find(({ type }) => waits.has(type));
        if (!waiting) return [];
        const message = `dopo l’atto si aspetta «${waiting.name || waiting.id}» e il termine corre ancora: metti prima il passo «${ending}»`;
        return [{ element: act, message }];
      });
  },
};
