import { expect, it } from 'vitest';
import type { ProcedureBundle } from '../../../processes/catalogue/bundle.js';
import type { Municipality } from '../../../processes/catalogue/municipality.js';
import { lintBundle } from '../../../processes/catalogue/lint/lint.js';
import { bundleOf, contracts, municipality, rightProcess } from './small-procedure.js';

const withAct = rightProcess.replace('source="L4"', 'source="L6"');

/** What the rule says of a spoilt procedure: `error: sentence`. */
const said = async (
  spoil: (bundle: ProcedureBundle) => void,
  replacements: [string, string][] = [],
  town: Municipality = municipality,
): Promise<string[]> => {
  const process = replacements.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, withAct);
  const bundle = bundleOf(process);
  spoil(bundle);
  const findings = await lintBundle(bundle, { contracts, municipality: town, folder: 'processes/prova' });
  return findings
    .filter(({ rule }) => rule === 'letter-content')
    .map(({ severity, elementId, message }) => `${severity} at ${elementId ?? ''}: ${message}`);
};
const nothing = (): void => undefined;
const unasked =
  (key: string) =>
  ({ forms }: ProcedureBundle): void => {
    const form = forms['esame'];
    if (form) form.components = form.components.filter((component) => component.key !== key);
  };
const asked =
  (form: string, key: string) =>
  ({ forms }: ProcedureBundle): void =>
    void forms[form]?.components.push({ type: 'textfield', key, label: key });

it.each([
  ['esitoTesto', 'che cosa si dispone', 'art. 2, c. 1, L. 241/1990'],
  ['motivazione', 'la motivazione', 'art. 3, c. 1, L. 241/1990'],
  ['validita', 'la durata dell’atto', 'art. 21-bis L. 241/1990'],
  ['bollo', 'il bollo', 'DPR 642/1972'],
])('a letter for which nobody is asked «%s» is found, with the article', async (key, what, article) => {
  const [finding, ...others] = await said(unasked(key));
  expect(finding).toMatch(/^error at Write: alla lettera L6 manca/);
  for (const part of [what, article, `«${key}»`]) expect(finding).toContain(part);
  expect(others).toEqual([]);
});

it('the step itself may give it, and the sheet', async () => {
  const dati: [string, string] = [
    '<zeebe:input source="L6" target="lettera"/>',
    '<zeebe:input source="L6" target="lettera"/><zeebe:input source="={motivazione: esito}" target="dati"/>',
  ];
  expect(await said(unasked('motivazione'), [dati])).toEqual([]);
  const exempt = (bundle: ProcedureBundle): void => {
    unasked('bollo')(bundle);
    bundle.sheet.stampExemption = 'DPR 642/1972, tabella B';
  };
  expect(await said(exempt)).toEqual([]);
});

it('a form that comes after the letter doesn’t help, one that comes on some ways is a warning', async () => {
  const later = (bundle: ProcedureBundle): void => {
    unasked('motivazione')(bundle);
    asked('risposta', 'motivazione')(bundle);
  };
  expect((await said(later)).join()).toMatch(/^error at Write/);
  const look = /<bpmn:userTask id="Look".*<\/bpmn:userTask>/.exec(rightProcess)?.[0] ?? '';
  const more = look
    .replace('id="Look"', 'id="More"')
    .replace('formKey="esame"', 'formKey="altro"')
    .replace(/<bpmn:(incoming|outgoing)>F\d<\/bpmn:\1>/g, '')
    .replace(
      '</bpmn:userTask>',
      '<bpmn:incoming>F4</bpmn:incoming><bpmn:outgoing>F9</bpmn:outgoing></bpmn:userTask>',
    );
  const sometimes = await said(
    (bundle) => {
      unasked('motivazione')(bundle);
      bundle.forms['altro'] = { id: 'altro', components: [] };
      asked('altro', 'motivazione')(bundle);
    },
    [
      ['<bpmn:exclusiveGateway id="Choice"', `${more}<bpmn:exclusiveGateway id="Choice"`],
      ['sourceRef="Choice" targetRef="Look"', 'sourceRef="Choice" targetRef="More"'],
      [
        '<bpmn:incoming>F4</bpmn:incoming><bpmn:outgoing>F2',
        '<bpmn:incoming>F9</bpmn:incoming><bpmn:outgoing>F2',
      ],
      [
        '<bpmn:sequenceFlow id="F5"',
        '<bpmn:sequenceFlow id="F9" sourceRef="More" targetRef="Look"/><bpmn:sequenceFlow id="F5"',
      ],
    ],
  );
  expect(sometimes.join()).toMatch(
    /^warning at Write: alla lettera L6 manca la motivazione .* su qualche strada/,
  );
});

it('a letter to others wants an addressee, an act somebody who signs', async () => {
  const other: [string, string] = ['source="L6"', 'source="L11"'];
  const findings = await said(nothing, [other]);
  expect(findings.filter((finding) => finding.includes('il destinatario')).join()).toContain(
    '«destinatarioEnte»',
  );
  expect(findings.some((finding) => finding.includes('i fatti'))).toBe(true);
  const unsigned = { offices: [{ id: 'ambiente', name: 'Ambiente', kind: 'back' }] } as Municipality;
  expect((await said(nothing, [], unsigned)).join()).toContain('non ha chi la firma (art. 107');
});
