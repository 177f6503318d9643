import type Modeler from 'bpmn-js/lib/Modeler.js';
import { showBeginning } from './view.js';

/** The drawing as it is now. */
export const drawnXml = async (modeler: Modeler): Promise<string> => {
  const { xml } = await modeler.saveXML({ format: true });
  return xml ?? '';
};

/**
 * Shows a diagram instead of the present one.
 * @throws Error when it can't be read: what was drawn before is back on the canvas
 */
export const showDiagram = async (modeler: Modeler, xml: string): Promise<void> => {
  const before = modeler.getDefinitions() ? await drawnXml(modeler) : null;
  try {
    await modeler.importXML(xml);
  } catch (error) {
    if (before) await modeler.importXML(before);
    throw error;
  } finally {
    showBeginning(modeler);
  }
};
