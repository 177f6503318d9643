import type { ContractField, WorkerContract } from '../../../workers/contracts.js';
import {
  choicesOf,
  common,
  icons,
  outputOf,
  presence,
  publicSentence,
  type ElementTemplate,
  type Names,
  type TemplateProperty,
} from './template.js';

/** The input that names the letter, whatever job takes it. */
const letterInput = 'lettera';

const inputOf = (field: ContractField, letters: Names): TemplateProperty => {
  const property = {
    label: field.label,
    description: field.description,
    group: 'inputs',
    binding: { type: 'zeebe:input', name: field.name },
    ...presence(field.required),
  };
  if (field.choices) return { ...property, type: 'Dropdown', choices: choicesOf(field.choices, letters) };
  return { ...property, type: 'String', feel: field.type === 'text' ? 'optional' : 'required' };
};

const errorsOf = ({ errors }: WorkerContract): string =>
  errors.map(({ code, description }) => ` Errore ${code}: ${description}.`).join('');

const writesLetter = ({ inputs }: WorkerContract): boolean =>
  inputs.some(({ name, choices }) => name === letterInput && choices);

const stepOf = (contract: WorkerContract, letters: Names): ElementTemplate => ({
  ...common,
  id: `sportello.${contract.type}`,
  name: contract.title,
  description: `${contract.description}${errorsOf(contract)}`,
  appliesTo: ['bpmn:Task', 'bpmn:ServiceTask'],
  elementType: { value: 'bpmn:ServiceTask' },
  category: { id: 'steps', name: 'Passi automatici del Comune' },
  icon: writesLetter(contract) ? icons.letter : icons.townHall,
  properties: [
    { type: 'Hidden', value: contract.type, binding: { type: 'zeebe:taskDefinition', property: 'type' } },
    { type: 'Hidden', value: '3', binding: { type: 'zeebe:taskDefinition', property: 'retries' } },
    ...contract.inputs.map((field) => inputOf(field, letters)),
    ...contract.outputs.map(outputOf),
    publicSentence,
  ],
});

/**
 * One template per job type, made from its contract: the diagram can only ask for what a worker does.
 * @param letters the letters' names by code
 */
export const stepTemplates = (
  contracts: readonly WorkerContract[],
  letters: Names = new Map(),
): ElementTemplate[] => contracts.map((contract) => stepOf(contract, letters));
