import type { DiagramElement, DiagramModel } from '../../../processes/catalogue/diagram-model.js';
import { targetOf } from '../../../processes/catalogue/moving/move.js';
import type { StandingCase } from '../../../db/transactions/workshop/moving/standing.js';

/** One line of the table of mappings: a step where cases stand, and what it may become. */
export interface MappingRow {
  elementId: string;
  name: string;
  cases: number;
  options: { id: string; name: string; isChosen: boolean }[];
}

export const nameIn = ({ elements }: DiagramModel, id: string): string => elements.get(id)?.name || id;

/** The steps on which cases stand, each with the steps of the same kind that the later diagram has. */
export const mappingRows = (
  standing: readonly StandingCase[],
  { from, to, mapping }: { from: DiagramModel; to: DiagramModel; mapping: Record<string, string> },
): MappingRow[] => {
  const ids = [...new Set(standing.flatMap(({ active }) => active.map(({ elementId }) => elementId)))];
  return ids.map((elementId) => {
    const type = from.elements.get(elementId)?.type;
    const target = targetOf(elementId, { mapping, to });
    return {
      elementId,
      name: nameIn(from, elementId),
      cases: standing.filter(({ active }) => active.some((one) => one.elementId === elementId)).length,
      options: [...to.elements.values()]
        .filter((element: DiagramElement) => element.type === type)
        .map(({ id }) => ({ id, name: nameIn(to, id), isChosen: id === target })),
    };
  });
};
