import { choicesOf, common, icons, publicSentence, type ElementTemplate, type Names } from './template.js';

/** The template of a step that a table decides; none when the draft has no decision to choose. */
export const decisionTemplates = (decisions: Names): ElementTemplate[] =>
  decisions.size === 0
    ? []
    : [
        {
          ...common,
          id: 'sportello.decisione',
          name: 'Decidi con una tabella',
          description: 'Una tabella di decisione di questa bozza dà il risultato.',
          appliesTo: ['bpmn:Task', 'bpmn:BusinessRuleTask'],
          elementType: { value: 'bpmn:BusinessRuleTask' },
          category: { id: 'decisions', name: 'Decisioni' },
          icon: icons.table,
          properties: [
            {
              type: 'Dropdown',
              label: 'Decisione',
              group: 'inputs',
              binding: { type: 'zeebe:calledDecision', property: 'decisionId' },
              choices: choicesOf([...decisions.keys()], decisions),
              constraints: { notEmpty: true },
            },
            {
              type: 'String',
              label: 'Nome del risultato',
              description: 'con questo nome il risultato resta nella pratica',
              group: 'outputs',
              binding: { type: 'zeebe:calledDecision', property: 'resultVariable' },
              constraints: { notEmpty: true },
            },
            publicSentence,
          ],
        },
      ];
