import { choicesOf, common, icons, publicSentence, type ElementTemplate, type Names } from './template.js';

const opening = /<(?:\w+:)?decision\b([^>]*)>/g;
const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];

/** The decisions of DMN files: names by id. */
export const decisionNames = (files: Iterable<string>): Names =>
  new Map(
    [...files].flatMap((dmn) =>
      [...dmn.matchAll(opening)].flatMap(([, tag = '']): [string, string][] => {
        const id = attribute(tag, 'id');
        return id ? [[id, attribute(tag, 'name') ?? id]] : [];
      }),
    ),
  );

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
