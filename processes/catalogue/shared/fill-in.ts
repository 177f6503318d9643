import type { ModdleElement } from 'bpmn-moddle';
import { constantIn } from './constant.js';
import type { SharedContract } from './contract.js';
import type { Input } from './inputs.js';
import { many, valuesOf } from '../moddle.js';

/** How an office is called where people read it. */
export type OfficeName = (id: string) => string;

interface Filling {
  inputs: readonly Input[];
  contract: SharedContract;
  officeName: OfficeName;
}

/** A parameter that is passed on, to a step or to another subprocess, is as constant there as it is here. */
const passOn = (parameters: ModdleElement[], inputs: readonly Input[]): void => {
  for (const parameter of parameters) {
    const name = /^=\s*(\w+)$/.exec(String(parameter['source']))?.[1];
    const given = inputs.find(({ target }) => target === name);
    if (given && constantIn(given.source) !== undefined) parameter['source'] = given.source;
  }
};

/**
 * Writes a call's constants into the copy of a shared subprocess: `{name}` in what people read, in headers and form keys;
 * `=[name]` in the groups of a task, so that lists and lint know the office.
 */
export const fillIn = (element: ModdleElement, { inputs, contract, officeName }: Filling): void => {
  const raw = new Map(inputs.map(({ target, source }) => [target, constantIn(source)?.toString()]));
  const isOffice = (name: string): boolean =>
    contract.parameters.some((parameter) => parameter.name === name && parameter.kind === 'ufficio');
  const shown = (name: string): string | undefined => {
    const value = raw.get(name);
    if (!isOffice(name)) return value;
    return value === undefined ? 'l’ufficio competente' : officeName(value);
  };
  const filled = (text: unknown, valueOf: (name: string) => string | undefined): string =>
    String(text).replace(/\{(\w+)\}/g, (whole, name: string) => valueOf(name) ?? whole);
  if (element.name?.includes('{')) element.name = filled(element.name, shown);
  for (const part of many(element['documentation'])) part['text'] = filled(part['text'], shown);
  for (const extension of valuesOf(element)) {
    for (const property of many(extension['properties']))
      property['value'] = filled(property['value'], shown);
    if (extension.$type === 'zeebe:TaskHeaders')
      for (const header of many(extension['values']))
        header['value'] = filled(header['value'], (name) => raw.get(name));
    if (extension.$type === 'zeebe:IoMapping') passOn(many(extension['inputParameters']), inputs);
    if (extension.$type === 'zeebe:FormDefinition')
      extension['formKey'] = filled(extension['formKey'], (name) => raw.get(name));
    if (extension.$type === 'zeebe:AssignmentDefinition' && extension['candidateGroups'])
      extension['candidateGroups'] = String(extension['candidateGroups']).replace(
        /(?<=[[,\s])([A-Za-z]\w*)(?=[\],\s])/g,
        (name) => (raw.get(name) === undefined ? name : JSON.stringify(raw.get(name))),
      );
  }
};
