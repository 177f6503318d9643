import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import { parseDiagram } from './diagram-model.js';

const listed = (value: unknown): ModdleElement[] => (Array.isArray(value) ? (value as ModdleElement[]) : []);

/** Written anew by the same writer, drawn things by their ids: spacing and order don't count. */
const asWritten = async (xml: string): Promise<string> => {
  const { rootElement } = await parseDiagram(xml);
  for (const { plane } of listed(rootElement['diagrams'])) {
    listed((plane as ModdleElement)['planeElement']).sort((a, b) => (a.id < b.id ? -1 : 1));
  }
  return (await new BpmnModdle().toXML(rootElement, { format: true })).xml;
};

/** Whether two files hold the same diagram: the modeler writes what it has only read with other spaces and order. */
export const isSameDiagram = async (one: string, other: string): Promise<boolean> => {
  try {
    return one === other || (await asWritten(one)) === (await asWritten(other));
  } catch {
    return false; // one that can't be read is another one: whoever reads it next says what is wrong
  }
};
