import { layoutProcess } from 'bpmn-auto-layout';
import type Modeler from 'bpmn-js/lib/Modeler.js';
import type { Point, Rectangle } from '../canvas/services.js';
import { drawnXml } from '../canvas/diagram.js';

/** Where things go: shapes by bounds, flows by the points they pass. */
export interface Places {
  bounds: ReadonlyMap<string, Rectangle>;
  waypoints: ReadonlyMap<string, readonly Point[]>;
}

const rectangle = ({ x, y, width, height }: Rectangle): Rectangle => ({ x, y, width, height });

/** A tidy place for every element of the process on the canvas; nothing is moved yet. */
export const tidyPlaces = async (modeler: Modeler): Promise<Places> => {
  const { rootElement } = await modeler.get('moddle').fromXML(await layoutProcess(await drawnXml(modeler)));
  const drawings = (rootElement.diagrams ?? []).flatMap(({ plane }) => plane.planeElement);
  const bounds = new Map<string, Rectangle>();
  const waypoints = new Map<string, readonly Point[]>();
  for (const { bpmnElement, bounds: place, waypoint } of drawings) {
    if (place) bounds.set(bpmnElement.id, rectangle(place));
    if (waypoint)
      waypoints.set(
        bpmnElement.id,
        waypoint.map(({ x, y }) => ({ x, y })),
      );
  }
  return { bounds, waypoints };
};
