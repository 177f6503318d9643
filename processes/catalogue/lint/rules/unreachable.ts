import { reachable } from '../graph.js';
import type { Rule } from '../finding.js';

/** What no flow leads to never happens: a step that was forgotten, or a flow that was. */
export const unreachable: Rule = {
  name: 'unreachable',
  check: ({ graph: { nodes, next, isEntry } }) => {
    const reached = reachable(nodes.filter(isEntry), next);
    return nodes
      .filter((node) => !reached.has(node))
      .map((element) => ({ element, message: 'nessun flusso porta fin qui: collegalo o toglilo' }));
  },
};
