import { errorText } from '../../../core/errors.js';
import type { ProcedureVersion } from '../../../processes/catalogue/catalogue.js';
import type { Diagrams } from '../../diagram/diagrams.js';
import { bpmnIoMark } from '../../diagram/draw.js';
import { wayAsList, type WayStep } from '../../diagram/way-list.js';
import { wayTaken } from '../../diagram/way.js';
import type { Page } from '../../page.js';
import type { EngineView } from './present-query.js';

export interface ShownWay {
  procedureId: string;
  /** The drawing with the way marked; null when it can't be drawn. */
  svg: object | null;
  mark: object;
  steps: (WayStep & { isBlocked: boolean })[];
}

/** The diagram with the way a case has taken, and the same way in words. */
export const wayOf = async (
  ctx: Page,
  diagrams: Diagrams,
  { version, view }: { version: ProcedureVersion; view: EngineView },
): Promise<ShownWay> => {
  const { views, services } = ctx.state;
  const { SafeString } = views.environment;
  const inState = (state: string): Set<string> =>
    new Set(view.passages.filter((passage) => passage.state === state).map(({ elementId }) => elementId));
  const drawing = await diagrams.svgOf(version.id).catch((error: unknown) => {
    services.log.warn({ version: version.id, error: errorText(error) }, 'a diagram could not be drawn');
    return null;
  });
  const way = { passed: inState('completed'), active: inState('active'), flows: new Set(view.flows) };
  const blocked = new Set(view.incidents.map(({ elementId }) => elementId));
  const passages = view.passages
    .filter(({ type }) => type !== 'PROCESS')
    .map(({ state, ...passage }) => ({ ...passage, isInterrupted: state === 'terminated' }));
  return {
    procedureId: version.procedureId,
    svg: drawing ? new SafeString(wayTaken(drawing, way)) : null,
    mark: new SafeString(bpmnIoMark),
    steps: wayAsList(version.model, passages).map((step) => ({
      ...step,
      isBlocked: step.state === 'active' && blocked.has(step.elementId),
    })),
  };
};
