import { declaresEntities } from '../../core/xml.js';
import { drawInThread } from './thread/thread.js';

/** The licence of bpmn.io wants its mark with every drawing: pages show this near the SVG. */
export const bpmnIoMark =
  '<a class="diagram-mark" href="https://bpmn.io" rel="noreferrer" lang="en" title="bpmn.io">bpmn.io</a>';

/**
 * Draws a diagram as it stands in the modeler.
 * @param xml BPMN with its drawing (DI)
 * @param title what the picture shows; the text equivalent is a list beside it (`wayAsList`)
 * @returns an SVG element without scripts and `style` attributes, to put into a page as it is
 * @throws Error when the diagram can't be read or drawn
 */
export const drawDiagram = (xml: string, title = 'Diagramma del procedimento'): Promise<string> => {
  if (declaresEntities(xml))
    return Promise.reject(new Error('Il diagramma contiene un DOCTYPE o delle entità.'));
  return drawInThread({ xml, title });
};
