import type { SharedContract, SharedParameter } from '../../processes/catalogue/shared/contract.js';
import type { ContractField, WorkerContract } from '../../workers/contracts.js';

export interface TemplateProperty {
  type: 'String' | 'Text' | 'Number' | 'Boolean' | 'Dropdown' | 'Hidden';
  binding: { type: string; name?: string; property?: string; key?: string; source?: string };
  label?: string;
  description?: string;
  value?: string | number | boolean;
  group?: string;
  feel?: 'optional' | 'static' | 'required';
  optional?: boolean;
  constraints?: { notEmpty: boolean };
  choices?: { name: string; value: string }[];
}

/** An element template as bpmn-js reads it: a kind of step the analyst chooses by name instead of assembling it. */
export interface ElementTemplate {
  $schema: string;
  id: string;
  name: string;
  description: string;
  appliesTo: string[];
  elementType: { value: string };
  category: { id: string; name: string };
  groups: { id: string; label: string }[];
  icon: { contents: string };
  properties: TemplateProperty[];
}

const picture = (path: string): { contents: string } => ({
  contents: `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="18" height="18"><path fill="#0059b3" d="${path}"/></svg>`,
  )}`,
});
const townHall = picture('M12 2 2 7v2h20V7zM4 11v7H3v3h18v-3h-1v-7h-3v7h-3v-7h-4v7H7v-7z');
const parts = picture('M3 3h8v8H3zm10 0h8v8h-8zM3 13h8v8H3zm13 0h2v3h3v2h-3v3h-2v-3h-3v-2h3z');
const person = picture('M12 2a5 5 0 1 0 0 10 5 5 0 0 0 0-10M3 22c0-5 4-8 9-8s9 3 9 8z');

const common = {
  // Only the package's name is looked at; no address, because nothing is ever loaded from one
  $schema: '@camunda/zeebe-element-templates-json-schema',
  groups: [
    { id: 'inputs', label: 'Dati in ingresso' },
    { id: 'outputs', label: 'Conserva nella pratica' },
    { id: 'task', label: 'Compito' },
    { id: 'public', label: 'Per chi ha presentato la domanda' },
  ],
};

/** A text left empty would be written as an input without source, which the engine refuses: required or left out. */
const presence = ({ required }: ContractField): Partial<TemplateProperty> =>
  required ? { constraints: { notEmpty: true } } : { optional: true };

const inputOf = (field: ContractField): TemplateProperty => {
  const property = {
    label: field.label,
    description: field.description,
    group: 'inputs',
    binding: { type: 'zeebe:input', name: field.name },
    ...presence(field),
  };
  if (field.choices) {
    const choices = field.choices.map((choice) => ({ name: choice, value: choice }));
    return { ...property, type: 'Dropdown', choices };
  }
  return { ...property, type: 'String', feel: field.type === 'text' ? 'optional' : 'required' };
};

const outputOf = ({ name, description }: { name: string; description: string }): TemplateProperty => ({
  type: 'String',
  label: name,
  description: `${description}: nome con cui resta nella pratica; vuoto: lo stesso nome, se non ne compili altri`,
  group: 'outputs',
  optional: true,
  binding: { type: 'zeebe:output', source: `=${name}` },
});

/** What is said to the person while the case is here (processes/catalogue/public-words.ts). */
const publicSentence: TemplateProperty = {
  type: 'String',
  label: 'Frase',
  description:
    'che cosa succede qui, detto a chi ha presentato la domanda: «L’ufficio controlla i documenti.»',
  group: 'public',
  binding: { type: 'zeebe:property', name: 'frase' },
  constraints: { notEmpty: true },
};

const errorsOf = ({ errors }: WorkerContract): string =>
  errors.map(({ code, description }) => ` Errore ${code}: ${description}.`).join('');

const stepOf = (contract: WorkerContract): ElementTemplate => ({
  ...common,
  id: `sportello.${contract.type}`,
  name: contract.title,
  description: `${contract.description}${errorsOf(contract)}`,
  appliesTo: ['bpmn:Task', 'bpmn:ServiceTask'],
  elementType: { value: 'bpmn:ServiceTask' },
  category: { id: 'steps', name: 'Passi automatici del Comune' },
  icon: townHall,
  properties: [
    { type: 'Hidden', value: contract.type, binding: { type: 'zeebe:taskDefinition', property: 'type' } },
    { type: 'Hidden', value: '3', binding: { type: 'zeebe:taskDefinition', property: 'retries' } },
    ...contract.inputs.map(inputOf),
    ...contract.outputs.map(outputOf),
    publicSentence,
  ],
});

/** One template per job type, made from its contract: the diagram can only ask for what a worker does. */
export const elementTemplates = (contracts: readonly WorkerContract[]): ElementTemplate[] =>
  contracts.map(stepOf);

type Office = { id: string; name: string };

const parameterOf = (parameter: SharedParameter, offices: readonly Office[]): TemplateProperty => {
  const { name, title, description, kind, default: value } = parameter;
  const required = parameter.required && value === undefined;
  const property = {
    label: title,
    description,
    group: 'inputs',
    binding: { type: 'zeebe:input', name },
    ...(required ? { constraints: { notEmpty: true } } : { optional: true }),
    ...(value === undefined ? {} : { value }),
  };
  if (kind === 'ufficio')
    return {
      ...property,
      type: 'Dropdown',
      choices: offices.map((office) => ({ name: office.name, value: office.id })),
    };
  if (kind === 'scelta') {
    const choices = (parameter.values ?? []).map((choice) => ({ name: choice, value: choice }));
    return { ...property, type: 'Dropdown', choices };
  }
  return { ...property, type: 'String', feel: kind === 'testo' ? 'optional' : 'required' };
};

/** One template per shared subprocess: an analyst picks «Preavviso di rigetto» and says only what is the procedure's own. */
export const sharedTemplates = (
  contracts: readonly SharedContract[],
  offices: readonly Office[],
): ElementTemplate[] =>
  contracts.map((contract) => ({
    ...common,
    id: `sportello.condiviso.${contract.id}`,
    name: contract.title,
    description: contract.description,
    appliesTo: ['bpmn:Task', 'bpmn:CallActivity'],
    elementType: { value: 'bpmn:CallActivity' },
    category: { id: 'shared', name: 'Sottoprocessi comuni' },
    icon: parts,
    properties: [
      {
        type: 'Hidden',
        value: contract.id,
        binding: { type: 'zeebe:calledElement', property: 'processId' },
      },
      ...contract.parameters.map((parameter) => parameterOf(parameter, offices)),
      ...contract.results.map(({ name, title }) => outputOf({ name, description: title })),
    ],
  }));

/**
 * The template of a clerk's task: form and office are chosen by name.
 * @param forms keys of the procedure's forms
 */
export const taskTemplate = (offices: readonly Office[], forms: readonly string[]): ElementTemplate => ({
  ...common,
  id: 'sportello.compito',
  name: 'Compito di un ufficio',
  description: 'Una persona dell’ufficio compila un modulo entro una scadenza.',
  appliesTo: ['bpmn:Task', 'bpmn:UserTask'],
  elementType: { value: 'bpmn:UserTask' },
  category: { id: 'tasks', name: 'Compiti' },
  icon: person,
  properties: [
    {
      type: 'Dropdown',
      label: 'Ufficio',
      group: 'task',
      binding: { type: 'zeebe:assignmentDefinition', property: 'candidateGroups' },
      choices: offices.map(({ id, name }) => ({ name, value: `=["${id}"]` })),
      constraints: { notEmpty: true },
    },
    {
      type: 'Dropdown',
      label: 'Modulo',
      group: 'task',
      binding: { type: 'zeebe:formDefinition', property: 'formKey' },
      choices: forms.map((key) => ({ name: key, value: key })),
      constraints: { notEmpty: true },
    },
    {
      type: 'String',
      label: 'Scadenza',
      description: 'per esempio «5 giorni» o «5 giorni lavorativi»',
      value: '5 giorni lavorativi',
      group: 'task',
      binding: { type: 'zeebe:taskHeader', key: 'scadenza' },
      constraints: { notEmpty: true },
    },
    {
      type: 'Dropdown',
      label: 'Chi lo completa',
      group: 'task',
      binding: { type: 'zeebe:taskHeader', key: 'ruolo' },
      value: '', // a header of a template can't be left out; without a value it means nothing
      choices: [
        { name: 'chiunque dell’ufficio', value: '' },
        { name: 'solo il responsabile del procedimento', value: 'responsabile' },
      ],
    },
    publicSentence,
  ],
});
