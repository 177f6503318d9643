import { errorText } from '../../../../core/errors.js';
import { readDiagram } from '../../../../processes/catalogue/diagram-model.js';
import { bindShared, drawnId } from '../../../../processes/catalogue/shared/bind.js';
import { bpmnIoMark, drawDiagram } from '../../../diagram/draw.js';
import { wayTaken } from '../../../diagram/way.js';
import type { Page } from '../../../page.js';
import type { WalkPage } from '../query.js';

/** The drawing with what was passed in colour, and the same as a list. */
export const shownWalk = async (ctx: Page, walk: WalkPage): Promise<Record<string, unknown>> => {
  const { views, services } = ctx.state;
  const { SafeString } = views.environment;
  const { bpmn } = await bindShared(walk.bundle);
  const { elements } = await readDiagram(bpmn);
  const drawing = await drawDiagram(walk.bundle.bpmn).catch((error: unknown) => {
    services.log.warn({ run: walk.runId, error: errorText(error) }, 'a diagram could not be drawn');
    return null;
  });
  const way = {
    passed: new Set(walk.passed.map(drawnId)),
    active: new Set<string>(),
    flows: new Set<string>(),
  };
  return {
    walk,
    svg: drawing && new SafeString(wayTaken(drawing, way)),
    mark: new SafeString(bpmnIoMark),
    steps: walk.passed.flatMap((id) => elements.get(id)?.name || []),
  };
};
