import { evaluate } from '@bpmn-io/feelin';
import type { JsonObject } from '../../core/json.js';
import type { DiagramElement, DiagramModel } from './diagram-model.js';

/** Where a question leads with these answers: the first true flow, else the default one. */
const chosen = ({ flows }: DiagramModel, gateway: DiagramElement, answers: JsonObject): string[] => {
  const ways = gateway.outgoing.filter((id) => id !== gateway.defaultFlow);
  const way = ways.find((id) => {
    const condition = flows.get(id)?.condition?.replace(/^=/, '');
    return condition ? evaluate(condition, answers).value === true : false;
  });
  return [way ?? gateway.defaultFlow].filter((id): id is string => Boolean(id));
};

/**
 * Whether the answers given in a task send the case to the registration of a letter before anybody else works on it: then
 * the task signs that letter.
 */
export const registersNext = (model: DiagramModel, taskId: string, answers: JsonObject): boolean => {
  const seen = new Set<string>();
  const leads = (id: string): boolean => {
    const element = model.elements.get(id);
    if (!element || seen.has(id)) return false;
    seen.add(id);
    if (element.jobType === 'protocollo.registra') return true;
    const isQuestion = element.type === 'exclusiveGateway';
    if (id !== taskId && !isQuestion && element.jobType === null) return false;
    const flows = isQuestion ? chosen(model, element, answers) : element.outgoing;
    return flows.some((flow) => leads(model.flows.get(flow)?.target ?? ''));
  };
  return leads(taskId);
};
