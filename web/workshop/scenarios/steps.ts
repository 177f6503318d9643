import { scenarioSchema } from '../../../processes/catalogue/scenario/schema.js';

/** How each kind of step is written, in the order of the schema; what it means is in the catalogue of sentences. */
const examples: Readonly<Record<string, string>> = {
  task: 'task: Task_sopralluogo',
  refuse: '{ refuse: Task_sopralluogo, says: manca }',
  message: 'message: rinuncia',
  refuseMessage: '{ refuseMessage: rinuncia, says: non si può }',
  advance: 'advance: P30D',
  passTerm: 'passTerm: P10D',
  expectTask: 'expectTask: Task_proposta',
  expectNoTask: 'expectNoTask: Task_proposta',
  expectLetter: 'expectLetter: L6',
  correctTaxCode: 'correctTaxCode: RSSMRA79B11C566R',
  receipt: 'receipt: avvenuta-consegna',
  registeredMail: 'registeredMail: received',
  pay: 'pay: {}',
  expectNotice: 'expectNotice: paid',
  expectMoney: 'expectMoney: []',
  settleMoney: 'settleMoney: { kind: late, resolution: accept }',
  responsible: 'responsible: dario',
  another:
    '{ another: { applicant: { givenName: …, familyName: …, taxCode: … }, application: {}, steps: [{ task: Task_sopralluogo }] } }',
  heir: 'heir: { givenName: …, familyName: …, taxCode: … }',
};

/** The kinds of steps there are, each by the field that makes it one. */
export const stepNames = scenarioSchema.shape.steps.element.options.map(
  ({ shape }) => Object.keys(shape)[0] ?? '',
);

/** What may happen in a scenario, for who writes one. */
export const stepsToWrite = stepNames.map((name) => ({ name, example: examples[name] ?? name }));
