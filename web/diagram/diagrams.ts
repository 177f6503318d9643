import type { Catalogue } from '../../processes/catalogue/catalogue.js';
import { drawDiagram } from './draw.js';

export interface Diagrams {
  /** The drawing of a published version; drawn once. @throws NotFoundError for an unknown version */
  svgOf(versionId: string): Promise<string>;
}

/** A drawing is 150 KB of text; a Comune has some dozens of procedures in use at a time. */
const keptDrawings = 100;

/** The drawings of the published versions, which never change. The one used longest ago goes first. */
export const createDiagrams = (catalogue: Pick<Catalogue, 'version'>, draw = drawDiagram): Diagrams => {
  const kept = new Map<string, Promise<string>>();

  const drawVersion = async (versionId: string): Promise<string> => {
    const { drawn, model } = await catalogue.version(versionId);
    return draw(drawn.bpmn, `Diagramma: ${model.name}`);
  };

  return {
    svgOf: (versionId) => {
      const drawing = kept.get(versionId) ?? drawVersion(versionId);
      drawing.catch(() => kept.delete(versionId));
      kept.delete(versionId);
      kept.set(versionId, drawing);
      const [oldest] = kept.keys();
      if (kept.size > keptDrawings && oldest) kept.delete(oldest);
      return drawing;
    },
  };
};
