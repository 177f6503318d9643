import { describe, expect, it } from 'vitest';
import type { ProcedureBundle } from '../../../processes/catalogue/bundle.js';
import { lintBundle } from '../../../processes/catalogue/lint/lint.js';
import {
  bundleOf,
  contracts as smallContracts,
  municipality,
  rightProcess,
  said,
} from './small-procedure.js';

/** Workers that may refuse, and one that ends the term. */
const contracts = [
  ...smallContracts.map((contract) =>
    contract.type === 'notifica.invia'
      ? { ...contract, errors: [{ code: 'NON_CONSEGNATA', description: 'non arriva' }] }
      : contract,
  ),
  { type: 'term.end', title: 'Chiudi', description: '', inputs: [], outputs: [], errors: [] },
];

const found = async (bundle: ProcedureBundle, rule: string): Promise<string[]> =>
  (await lintBundle(bundle, { contracts, municipality, folder: '' }))
    .filter((finding) => finding.rule === rule)
    .map(({ file, elementId, message }) => `${elementId ?? file}: ${message}`);

const spoilt = (...replacements: [string, string][]): ProcedureBundle =>
  bundleOf(replacements.reduce((text, [from, to]) => text.replace(from, to), rightProcess));

const withForm = (...components: object[]): ProcedureBundle => {
  const bundle = bundleOf(rightProcess);
  bundle.forms['istanza']?.components.push(...(components as { type: string }[]));
  return bundle;
};

describe('a question that the data bank answers', () => {
  const question = (key: string, further = {}) => ({ type: 'textfield', label: 'Campo', key, ...further });
  it.each(['codiceFiscale', 'data_di_nascita', 'telefonoRichiedente', 'cognome', 'pec', 'ragioneSociale'])(
    'asked as «%s» is pointed out',
    async (key) => {
      expect((await found(withForm(question(key)), 'ask-once')).join()).toContain('forms/istanza.form');
    },
  );
  it.each<[string, object]>([
    ['of another person', question('codiceFiscaleMadre')],
    ['of people in a list', { type: 'dynamiclist', path: 'figli', components: [question('nome')] }],
    ['of another, in a group of its own', { type: 'group', path: 'padre', components: [question('nome')] }],
    [
      'that says why',
      question('telefono', { properties: { perche: 'Per chiamare durante il sopralluogo' } }),
    ],
    ['about a place', question('indirizzo')],
  ])('%s is fine', async (_what, component) => {
    expect(await found(withForm(component), 'ask-once')).toEqual([]);
  });
});

const dmn = `<definitions><decision id="tariffa" name="Tariffa"><decisionTable><rule id="r1"/></decisionTable></decision></definitions>`;
const deciding = (
  called: string,
  decisions: Record<string, string> = { 'tariffa.dmn': dmn },
): ProcedureBundle => ({
  ...spoilt([
    '<bpmn:serviceTask id="Send"',
    `<bpmn:businessRuleTask id="Decide" name="Calcola"><bpmn:extensionElements>${called}${said('Si calcola.')}</bpmn:extensionElements></bpmn:businessRuleTask><bpmn:serviceTask id="Send"`,
  ]),
  decisions,
});
const calls = (id: string, result = 'importo') =>
  `<zeebe:calledDecision decisionId="${id}" resultVariable="${result}"/>`;

describe('a decision', () => {
  it.each<[string, ProcedureBundle, string | null]>([
    ['that is there', deciding(calls('tariffa')), null],
    [
      'that isn’t',
      deciding(calls('tariffe')),
      'Decide: la decisione «tariffe» non c’è in decisions/: ci sono tariffa',
    ],
    ['that nobody chose', deciding(''), 'Decide: scegli la decisione'],
    ['whose result goes nowhere', deciding(calls('tariffa', '')), 'Decide: scrivi in quale variabile'],
    [
      'that is there twice',
      deciding(calls('tariffa'), { 'a.dmn': dmn, 'b.dmn': dmn }),
      'due decisioni si chiamano «tariffa»',
    ],
    [
      'with a rule that has no name',
      deciding(calls('tariffa'), { 'a.dmn': dmn.replace(' id="r1"', '') }),
      'decisions/a.dmn: una regola',
    ],
  ])('%s', async (_what, bundle, words) => {
    const findings = await found(bundle, 'decisions');
    if (words) expect(findings.join('\n')).toContain(words);
    else expect(findings).toEqual([]);
  });

  it.each([
    ['floor(valori.bollo * 100 + loopCounter)', []],
    ['metri * 100', ['decisions/tariffa.dmn: l’espressione legge «metri»']],
  ])('reading %s', async (text, words) => {
    const reading = dmn.replace(
      '<rule id="r1"/>',
      `<rule id="r1"><outputEntry><text>${text}</text></outputEntry></rule>`,
    );
    const findings = await found(deciding(calls('tariffa'), { 'tariffa.dmn': reading }), 'variables');
    expect(findings).toEqual(words.map((word) => expect.stringContaining(word) as string));
  });
});

describe('a way that is never taken', () => {
  const choosing = (value: string): ProcedureBundle => {
    const bundle = bundleOf(rightProcess);
    const values = [value, 'va'].map((one) => ({ label: one, value: one }));
    bundle.forms['esame'] = {
      id: 'esame',
      components: [{ type: 'radio', key: 'esito', label: 'Esito', values }],
    };
    return bundle;
  };
  it('is found where no form offers the answer', async () => {
    expect(await found(choosing('rivedi'), 'possible-answers')).toEqual([]);
    expect((await found(choosing('rifai'), 'possible-answers')).join()).toContain(
      'F4: nessun modulo risponde «rivedi»',
    );
  });

  const catching = (code: string) =>
    spoilt(
      [
        '<bpmn:intermediateCatchEvent id="Wait"',
        `<bpmn:boundaryEvent id="Caught" name="Non arriva" attachedToRef="Send"><bpmn:outgoing>F9</bpmn:outgoing><bpmn:errorEventDefinition id="D9" errorRef="E1"/></bpmn:boundaryEvent><bpmn:sequenceFlow id="F9" sourceRef="Caught" targetRef="End"/><bpmn:intermediateCatchEvent id="Wait"`,
      ],
      [
        '<bpmn:incoming>F7</bpmn:incoming>',
        '<bpmn:incoming>F7</bpmn:incoming><bpmn:incoming>F9</bpmn:incoming>',
      ],
      [
        '<bpmn:message id="M1"',
        `<bpmn:error id="E1" name="${code}" errorCode="${code}"/><bpmn:message id="M1"`,
      ],
    );
  it('is found where nobody gives the error', async () => {
    expect(await found(catching('NON_CONSEGNATA'), 'caught-errors')).toEqual([]);
    expect((await found(catching('NON_SPEDITA'), 'caught-errors')).join()).toContain(
      'Caught: «Invia la lettera» non dà mai l’errore «NON_SPEDITA»: può dare NON_CONSEGNATA',
    );
  });
});

describe('a term', () => {
  it('that runs on after the act is found, one that was ended isn’t', async () => {
    const act: [string, string] = ['source="L4"', 'source="L6"'];
    expect((await found(spoilt(act), 'term-ends')).join()).toContain(
      'Write: dopo l’atto si aspetta «Risposta arrivata»',
    );
    const ended = spoilt(act, ['type="notifica.invia"', 'type="term.end"']);
    expect(await found(ended, 'term-ends')).toEqual([]);
  });
});
