import type Modeler from 'bpmn-js/lib/Modeler.js';
import { showBeginning } from './view.js';

/** The drawing as it is now. */
export const drawnXml = async (modeler: Modeler): Promise<string> => {
  const { xml } = await modeler.saveXML({ format: true });
  return xml ?? '';
};

/**
 * Shows a diagram instead of the present one.
 * @returns what of it could not be read, in the parser's words
 * @throws Error when nothing of it can be read: what was drawn before is back on the canvas
 */
export const showDiagram = async (modeler: Modeler, xml: string): Promise<string[]> => {
  const before = modeler.getDefinitions() ? await drawnXml(modeler) : null;
  try {
    const { warnings } = await modeler.importXML(xml);
    return warnings.map((warning) => (typeof warning === 'string' ? warning : warning.message));
  } catch (error) {
    if (before) await modeler.importXML(before);
    throw error;
  } finally {
    showBeginning(modeler);
  }
};
