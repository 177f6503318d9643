import type { SharedContract, SharedParameter } from '../../../processes/catalogue/shared/contract.js';
import {
  choicesOf,
  common,
  icons,
  outputOf,
  presence,
  type ElementTemplate,
  type Names,
  type TemplateProperty,
} from './template.js';

/** The names of what parameters choose from. */
export interface ChoiceNames {
  /** By id. */
  offices: Names;
  /** By code. */
  letters: Names;
}

const parameterOf = (parameter: SharedParameter, { offices, letters }: ChoiceNames): TemplateProperty => {
  const { name, title, description, kind, default: value } = parameter;
  const property = {
    label: title,
    description,
    group: 'inputs',
    binding: { type: 'zeebe:input', name },
    ...presence(parameter.required && value === undefined),
    ...(value === undefined ? {} : { value }),
  };
  if (kind === 'ufficio')
    return { ...property, type: 'Dropdown', choices: choicesOf([...offices.keys()], offices) };
  if (kind === 'scelta')
    return { ...property, type: 'Dropdown', choices: choicesOf(parameter.values ?? [], letters) };
  return { ...property, type: 'String', feel: kind === 'testo' ? 'optional' : 'required' };
};

/** One template per shared subprocess: an analyst picks «Preavviso di rigetto» and says only what is the procedure's own. */
export const sharedTemplates = (
  contracts: readonly SharedContract[],
  names: ChoiceNames,
): ElementTemplate[] =>
  contracts.map((contract) => ({
    ...common,
    id: `sportello.condiviso.${contract.id}`,
    name: contract.title,
    description: contract.description,
    appliesTo: ['bpmn:Task', 'bpmn:CallActivity'],
    elementType: { value: 'bpmn:CallActivity' },
    category: { id: 'shared', name: 'Sottoprocessi comuni' },
    icon: icons.parts,
    properties: [
      {
        type: 'Hidden',
        value: contract.id,
        binding: { type: 'zeebe:calledElement', property: 'processId' },
      },
      ...contract.parameters.map((parameter) => parameterOf(parameter, names)),
      ...contract.results.map(({ name, title }) => outputOf({ name, description: title })),
    ],
  }));
