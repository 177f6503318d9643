import type { DiagramElement } from '../../diagram-model.js';
import { reachable } from '../graph.js';
import type { Problem, Rule } from '../finding.js';

/** Every way comes to an end event: its name is what becomes of the case. */
export const reachesEnd: Rule = {
  name: 'reaches-end',
  check: ({ graph: { nodes, next, leaving, isEnd } }) => {
    const stops = nodes.filter((node) => !isEnd(node) && leaving(node).length === 0);
    const before = new Map<DiagramElement, DiagramElement[]>();
    for (const node of nodes)
      for (const follower of next(node)) before.set(follower, [...(before.get(follower) ?? []), node]);
    const coming = reachable([...nodes.filter(isEnd), ...stops], (node) => before.get(node) ?? []);
    return [
      ...stops.map((element): Problem => ({
        element,
        message: 'dopo non viene niente: porta il flusso a un evento di fine, il cui nome è l’esito',
      })),
      ...nodes
        .filter((node) => !coming.has(node))
        .map((element): Problem => ({
          element,
          message: 'da qui non si arriva mai a un evento di fine: aggiungi una via d’uscita',
        })),
    ];
  },
};
