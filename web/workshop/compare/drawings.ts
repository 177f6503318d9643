import { errorText } from '../../../core/errors.js';
import type { Change } from '../../../processes/catalogue/compare/change.js';
import { bpmnIoMark, drawDiagram } from '../../diagram/draw.js';
import type { Page } from '../../page.js';
import { coloured, coloursOf } from './colours.js';

export interface Drawing {
  side: 'before' | 'after';
  /** Null when it can't be drawn. */
  svg: object | null;
}

/** Two diagrams, what changed marked in each: what is gone in the first, what has come in the second, the rest in both. */
export const drawingsOf = async (
  ctx: Page,
  diagrams: { before: string | undefined; after: string | undefined },
  changes: readonly Change[],
): Promise<{ drawings: Drawing[]; mark: object }> => {
  const { views, services, t } = ctx.state;
  const { SafeString } = views.environment;
  const colours = coloursOf(changes);
  const draw = async (side: Drawing['side']): Promise<Drawing | null> => {
    const xml = diagrams[side];
    if (xml === undefined) return null;
    const svg = await drawDiagram(xml, t(`workshop.compare.${side}`)).catch((error: unknown) => {
      services.log.warn({ error: errorText(error) }, 'a diagram could not be drawn');
      return null;
    });
    return { side, svg: svg === null ? null : new SafeString(coloured(svg, colours)) };
  };
  const drawings = await Promise.all([draw('before'), draw('after')]);
  return { drawings: drawings.filter((drawing) => drawing !== null), mark: new SafeString(bpmnIoMark) };
};
