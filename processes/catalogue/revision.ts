import { parseDiagram } from './diagram-model.js';
import { many, valuesOf, zeebeModdle } from './moddle.js';

/** Name of the property that tells one publication from another. */
const revisionProperty = 'revisione';

/**
 * Writes a revision into each process of a diagram. The engine makes a new version only of a changed diagram: this way a
 * changed form or letter makes one too. The author's own properties stay.
 * @returns the diagram as it goes to the engine
 */
export const stampRevision = async (xml: string, revision: string): Promise<string> => {
  const moddle = zeebeModdle();
  const { rootElement } = await parseDiagram(xml);
  const processes = many(rootElement['rootElements']).filter(({ $type }) => $type === 'bpmn:Process');
  for (const process of processes) {
    const values = valuesOf(process);
    const kept = values
      .filter(({ $type }) => $type === 'zeebe:Properties')
      .flatMap((properties) => many(properties['properties']))
      .filter(({ name }) => name !== revisionProperty);
    const stamp = moddle.create('zeebe:Property', { name: revisionProperty, value: revision });
    process['extensionElements'] = moddle.create('bpmn:ExtensionElements', {
      values: [
        ...values.filter(({ $type }) => $type !== 'zeebe:Properties'),
        moddle.create('zeebe:Properties', { properties: [...kept, stamp] }),
      ],
    });
  }
  return (await moddle.toXML(rootElement)).xml;
};
