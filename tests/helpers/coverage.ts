import type { ProcedureBundle } from '../../processes/catalogue/bundle.js';
import { boundBy } from '../../processes/catalogue/shared/bind.js';

const calledIn = (bpmn: string, callId: string): string =>
  new RegExp(`id="${callId}"[\\s\\S]*?processId="([^"]+)"`).exec(bpmn)?.[1] ?? '';

/**
 * Where an element of a bound diagram was drawn: `cude Task_Sign`, `integrazione Task_WriteRequest`. A shared subprocess is
 * one diagram, whoever calls it: its elements are passed by the scenarios of all procedures together.
 */
export const drawnPlace = ({ sheet, bpmn, shared = {} }: ProcedureBundle, boundId: string): string => {
  const way = boundId.split(boundBy);
  const inner = way.pop() ?? '';
  let place = sheet.id;
  let diagram = bpmn;
  for (const call of way) {
    place = calledIn(diagram, call);
    diagram = shared[place]?.bpmn ?? '';
  }
  return `${place} ${inner}`;
};
