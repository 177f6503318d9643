import { choicesOf, common, icons, publicSentence, type ElementTemplate, type Names } from './template.js';

/**
 * The template of a clerk's task: form and office are chosen by name.
 * @param offices names by id
 * @param forms keys of the draft's forms
 */
export const taskTemplate = (offices: Names, forms: readonly string[]): ElementTemplate => ({
  ...common,
  id: 'sportello.compito',
  name: 'Compito di un ufficio',
  description: 'Una persona dell’ufficio compila un modulo entro una scadenza.',
  appliesTo: ['bpmn:Task', 'bpmn:UserTask'],
  elementType: { value: 'bpmn:UserTask' },
  category: { id: 'tasks', name: 'Compiti' },
  icon: icons.person,
  properties: [
    {
      type: 'Dropdown',
      label: 'Ufficio',
      group: 'task',
      binding: { type: 'zeebe:assignmentDefinition', property: 'candidateGroups' },
      choices: [...offices].map(([id, name]) => ({ name, value: `=["${id}"]` })),
      constraints: { notEmpty: true },
    },
    {
      type: 'Dropdown',
      label: 'Modulo',
      group: 'task',
      binding: { type: 'zeebe:formDefinition', property: 'formKey' },
      choices: choicesOf(forms),
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
