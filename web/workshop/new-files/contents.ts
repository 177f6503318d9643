/** Kinds of files that an analyst adds to a draft. */
export const addedKinds = ['forms', 'letters', 'decisions', 'scenarios'] as const;
export type AddedKind = (typeof addedKinds)[number];

export const endings: Record<AddedKind, string> = {
  forms: '.form',
  letters: '.hbs',
  decisions: '.dmn',
  scenarios: '.yaml',
};

/** The version of the engine that forms and decisions are written for. */
const engine = { executionPlatform: 'Camunda Cloud', executionPlatformVersion: '8.5.0' };

const form = (id: string): string =>
  `${JSON.stringify({ type: 'default', id, schemaVersion: 18, ...engine, components: [] }, null, 2)}\n`;

/** A table with one question, one answer and no rule yet. */
const decision = (id: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="Definitions_${id}" name="${id}" namespace="http://camunda.org/schema/1.0/dmn" modeler:executionPlatform="${engine.executionPlatform}" modeler:executionPlatformVersion="${engine.executionPlatformVersion}">
  <decision id="${id}" name="${id}">
    <decisionTable id="Table_${id}" hitPolicy="FIRST">
      <input id="Input_${id}" label="Domanda"><inputExpression id="Expression_${id}" typeRef="string"><text>domanda</text></inputExpression></input>
      <output id="Output_${id}" label="Risposta" name="risposta" typeRef="string" />
    </decisionTable>
  </decision>
  <dmndi:DMNDI>
    <dmndi:DMNDiagram id="Diagram_${id}">
      <dmndi:DMNShape id="Shape_${id}" dmnElementRef="${id}"><dc:Bounds height="80" width="180" x="160" y="100" /></dmndi:DMNShape>
    </dmndi:DMNDiagram>
  </dmndi:DMNDI>
</definitions>
`;

const scenario = (name: string): string => `title: ${name}
applicant: { givenName: Maria, familyName: Rossi, taxCode: RSSMRA79B11C566R }
application: {}
steps: []
expect:
  end: ""
  letters: []
  registrations: 1
`;

/** What a file holds before anybody has written in it. @param name its name without ending */
export const newContent: Record<AddedKind, (name: string) => string> = {
  forms: form,
  letters: () => '',
  decisions: decision,
  scenarios: scenario,
};
