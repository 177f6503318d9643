import type { ModdleElement } from 'bpmn-moddle';
import { parseDiagram } from '../diagram-model.js';
import { many, zeebeModdle } from '../moddle.js';

/** Variable that says at which task an instance begins; nobody sets it but a plan that moves cases. */
export const resumeVariable = 'ripresaDa';
/** Id of the gateway that the engine's copy of a diagram gets behind its start. */
const gatewayId = 'Ripresa';

/** Whether an instance of a deployed diagram can begin at one of its tasks. */
export const isResumable = (deployed: string): boolean => deployed.includes(`id="${gatewayId}"`);

const isTask = (element: ModdleElement): boolean =>
  element.$type === 'bpmn:UserTask' && element['loopCharacteristics'] === undefined;

const isStart = (element: ModdleElement): boolean =>
  element.$type === 'bpmn:StartEvent' && many(element['eventDefinitions']).length > 0;

/**
 * Lets an instance begin at one of the process's own tasks. Zeebe 8.5 moves no instance whose process has an event
 * subprocess, and every procedure of a Comune has some (withdrawal, death, the end of the term): such a case goes on in a
 * new instance that begins where it stood.
 * @returns the diagram as it goes to the engine; unchanged where nothing can begin so
 */
export const resumable = async (xml: string): Promise<string> => {
  const moddle = zeebeModdle();
  const { rootElement } = await parseDiagram(xml);
  const process = many(rootElement['rootElements']).find(
    ({ $type, isExecutable }) => $type === 'bpmn:Process' && isExecutable === true,
  );
  const elements = many(process?.['flowElements']);
  const tasks = elements.filter(isTask);
  const start = elements.find(isStart);
  const [first, ...others] = many(start?.['outgoing']);
  if (!process || !start || !first || others.length > 0 || tasks.length === 0) return xml;
  const gateway = moddle.create('bpmn:ExclusiveGateway', { id: gatewayId, default: first });
  const begin = moddle.create('bpmn:SequenceFlow', {
    id: `${gatewayId}_inizio`,
    sourceRef: start,
    targetRef: gateway,
  });
  const ways = tasks.map((task) =>
    moddle.create('bpmn:SequenceFlow', {
      id: `${gatewayId}_${task.id}`,
      sourceRef: gateway,
      targetRef: task,
      conditionExpression: moddle.create('bpmn:FormalExpression', {
        body: `=${resumeVariable} = "${task.id}"`,
      }),
    }),
  );
  first['sourceRef'] = gateway;
  start['outgoing'] = [begin];
  gateway['incoming'] = [begin];
  gateway['outgoing'] = [first, ...ways];
  tasks.forEach((task, index) => (task['incoming'] = [...many(task['incoming']), ways[index]]));
  const added = [gateway, begin, ...ways];
  for (const element of added) element['$parent'] = process;
  process['flowElements'] = [...elements, ...added];
  return (await moddle.toXML(rootElement)).xml;
};
