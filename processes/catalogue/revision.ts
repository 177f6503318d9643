import { createRequire } from 'node:module';
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import { parseDiagram } from './diagram-model.js';

const zeebe = createRequire(import.meta.url)('zeebe-bpmn-moddle/resources/zeebe.json') as Record<
  string,
  unknown
>;

/** Name of the property that tells one publication from another. */
const revisionProperty = 'revisione';

const many = (value: unknown): ModdleElement[] => (Array.isArray(value) ? (value as ModdleElement[]) : []);

/**
 * Writes a revision into each process of a diagram. The engine makes a new version only of a changed diagram: this way a
 * changed form or letter makes one too. The author's own properties stay.
 * @returns the diagram as it goes to the engine
 */
export const stampRevision = async (xml: string, revision: string): Promise<string> => {
  const moddle = new BpmnModdle({ zeebe });
  const { rootElement } = await parseDiagram(xml);
  const processes = many(rootElement['rootElements']).filter(({ $type }) => $type === 'bpmn:Process');
  for (const process of processes) {
    const values = many((process['extensionElements'] as ModdleElement | undefined)?.['values']);
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
