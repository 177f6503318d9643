import { describe, expect, it } from 'vitest';
import type { ProcedureBundle } from '../../../processes/catalogue/bundle.js';
import { variablesRead } from '../../../processes/catalogue/lint/feel.js';
import { lintBundle } from '../../../processes/catalogue/lint/lint.js';
import { bundleOf, contracts, diagramOf, municipality, rightProcess, said } from './small-procedure.js';

const lint = (bundle: ProcedureBundle) =>
  lintBundle(bundle, { contracts, municipality, folder: 'processes/prova' });

/** `rule at element: message` of what is found once text of the right process has been replaced. */
const found = async (...replacements: [string | RegExp, string][]): Promise<string[]> => {
  const process = replacements.reduce((text, [from, to]) => text.replace(from, to), rightProcess);
  return (await lint(bundleOf(process))).map(
    ({ rule, elementId, message }) => `${rule} at ${elementId ?? '-'}: ${message}`,
  );
};

const foundIn = async (spoil: (bundle: ProcedureBundle) => void): Promise<string[]> => {
  const bundle = bundleOf(rightProcess);
  spoil(bundle);
  return (await lint(bundle)).map(({ rule, file, message }) => `${rule} in ${file}: ${message}`);
};

it('finds nothing in a right procedure, however often it looks', async () => {
  expect(await lint(bundleOf(rightProcess))).toEqual([]);
  expect(await lint(bundleOf(rightProcess))).toEqual([]);
});

/** Each mutant: the rule and the element, or words of the sentence, and what is spoilt. */
const mutants: [string, string, ...[string | RegExp, string][]][] = [
  ['process-id', '«altra»', ['process id="prova"', 'process id="altra"']],
  ['start-message', 'at Start', ['name="istanza.prova"', 'name="istanza.altra"']],
  ['start-message', 'at Start', ['<bpmn:messageEventDefinition id="D1" messageRef="M1"/>', '']],
  ['names', 'at End', [' name="Domanda accolta"', '']],
  ['names', 'at Choice', [' name="Va bene?"', '']],
  ['user-tasks', 'non è in comune.yaml', ['candidateGroups="ambiente"', 'candidateGroups="altrove"']],
  [
    'user-tasks',
    '«altrove» non è in comune.yaml',
    ['candidateGroups="ambiente"', 'candidateGroups="=[parere.ufficio]"'],
    [
      '<zeebe:input source="L4"',
      '<zeebe:input source="=[{ufficio: &quot;altrove&quot;}]" target="enti"/><zeebe:input source="L4"',
    ],
  ],
  ['user-tasks', 'scegli l’ufficio', ['<zeebe:assignmentDefinition candidateGroups="ambiente"/>', '']],
  [
    'user-tasks',
    'gestito dal motore',
    [
      '<zeebe:assignmentDefinition candidateGroups="ambiente"/>',
      '<zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="ambiente"/>',
    ],
  ],
  ['user-tasks', 'documentazione', [/<bpmn:documentation>.*<\/bpmn:documentation>/, '']],
  ['user-tasks', 'non si capisce', ['5 giorni lavorativi', 'presto']],
  ['user-tasks', '«scadenza»', [/<zeebe:taskHeaders>.*<\/zeebe:taskHeaders>/, '']],
  [
    'user-tasks',
    'il ruolo',
    ['</zeebe:taskHeaders>', '<zeebe:header key="ruolo" value="capo"/></zeebe:taskHeaders>'],
  ],
  ['forms-exist', 'at Look', ['formKey="esame"', 'formKey="esami"']],
  ['forms-exist', 'at Look', ['<zeebe:formDefinition formKey="esame"/>', '']],
  ['jobs', 'nessuno svolge', ['type="notifica.invia"', 'type="notifica.manda"']],
  [
    'jobs',
    'manca il dato',
    ['<zeebe:input source="=attoId" target="letteraId"/>', '<zeebe:input source="x" target="altro"/>'],
  ],
  [
    'jobs',
    'non conosce il dato',
    ['target="letteraId"/>', 'target="letteraId"/><zeebe:input source="x" target="altro"/>'],
  ],
  ['letters', 'at Write: la lettera «L99»', ['source="L4"', 'source="L99"']],
  ['letters', 'at Write: la lettera «=esito»', ['source="L4"', 'source="=esito"']],
  ['messages', 'at Wait', ['name="risposta"', 'name="replica"']],
  ['default-flow', 'at Choice', [' default="F3"', '']],
  ['conditions', 'at F4: la condizione «${esito}»', ['=esito = "rivedi"', '${esito}']],
  [
    'reaches-end',
    'at Wait',
    ['<bpmn:outgoing>F7</bpmn:outgoing>', ''],
    ['<bpmn:incoming>F7</bpmn:incoming>', ''],
    [/<bpmn:sequenceFlow id="F7".*/, ''],
  ],
  [
    'reaches-end',
    'at Look',
    ['<bpmn:outgoing>F3</bpmn:outgoing>', ''],
    ['<bpmn:incoming>F3</bpmn:incoming>', ''],
    [' default="F3"', ''],
    [/<bpmn:sequenceFlow id="F3".*/, ''],
  ],
  [
    'unreachable',
    'at Send',
    ['<bpmn:outgoing>F5</bpmn:outgoing>', ''],
    ['<bpmn:incoming>F5</bpmn:incoming>', ''],
    [/<bpmn:sequenceFlow id="F5".*/, ''],
  ],
  [
    'public-words',
    'at Look: aggiungi la proprietà «frase»',
    [/<zeebe:properties>.*<\/zeebe:properties>/, ''],
  ],
  ['public-words', 'at End: aggiungi', [said('La domanda è accolta.'), '']],
  ['public-words', 'at Wait: chiudi «frase» con il punto', ['la sua risposta.', 'la sua risposta']],
  [
    'public-words',
    'at Write: «frase» ha parole da programma',
    ['scrive la lettera.', 'scrive la letteraId.'],
  ],
  ['variables', 'at F4: l’espressione legge «esitto»', ['=esito', '=esitto']],
  ['variables', 'at Send: l’espressione legge «letteraId»', ['source="=attoId"', 'source="=letteraId"']],
  [
    'camunda-compat/sequence-flow-condition',
    'scrivi la condizione',
    [/<bpmn:conditionExpression.*?<\/bpmn:conditionExpression>/, ''],
  ],
  ['camunda-compat/feel', 'FEEL', ['=esito = "rivedi"', '=esito = (']],
  ['camunda-compat/subscription', '=caseId', [/<zeebe:subscription[^>]*>/, '']],
];

describe('a fault in the diagram', () => {
  it.each(mutants)('%s: %s', async (rule, words, ...replacements) => {
    const findings = await found(...replacements);
    expect(findings.filter((finding) => finding.startsWith(`${rule} at`)).join('\n')).toContain(words);
  });

  it('is told once when a part of the diagram is missing', async () => {
    expect(await found(['<bpmn:message id="M1" name="istanza.prova"/>', ''])).toEqual([
      'readable at D1: il diagramma rimanda a «M1», che non c’è: apri il disegno e ricollega l’elemento',
    ]);
  });

  it('is told when the diagram can’t be read, or is for another engine', async () => {
    expect(await foundIn((bundle) => (bundle.bpmn = '<a/>'))).toEqual([
      expect.stringContaining('readable in'),
    ]);
    expect((await foundIn((bundle) => (bundle.bpmn = diagramOf(rightProcess, '8.8.0')))).join()).toContain(
      'engine-version',
    );
  });
});

describe('a loop', () => {
  const turn = (element: string): Promise<string[]> =>
    found(
      ['<bpmn:incoming>F4</bpmn:incoming>', ''],
      [
        '<bpmn:exclusiveGateway id="Choice" name="Va bene?" default="F3">',
        `${element}<bpmn:exclusiveGateway id="Choice" name="Va bene?" default="F3"><bpmn:incoming>F8</bpmn:incoming>`,
      ],
      ['sourceRef="Choice" targetRef="Look"', 'sourceRef="Choice" targetRef="Turn"'],
      [
        '<bpmn:sequenceFlow id="F5"',
        '<bpmn:sequenceFlow id="F8" sourceRef="Turn" targetRef="Choice"/><bpmn:sequenceFlow id="F5"',
      ],
    );
  const ends = '<bpmn:incoming>F4</bpmn:incoming><bpmn:outgoing>F8</bpmn:outgoing>';
  const idle = (findings: string[]): string[] =>
    findings.filter((finding) => finding.startsWith('idle-loop'));

  it('in which nothing waits is refused, once', async () => {
    expect(idle(await turn(`<bpmn:exclusiveGateway id="Turn">${ends}</bpmn:exclusiveGateway>`))).toHaveLength(
      1,
    );
  });
  it('through a subprocess in which nothing waits is refused too', async () => {
    const inside =
      '<bpmn:startEvent id="SubStart"><bpmn:outgoing>F9</bpmn:outgoing></bpmn:startEvent><bpmn:endEvent id="SubEnd" name="Fatto"><bpmn:incoming>F9</bpmn:incoming></bpmn:endEvent><bpmn:sequenceFlow id="F9" sourceRef="SubStart" targetRef="SubEnd"/>';
    const findings = await turn(`<bpmn:subProcess id="Turn" name="Giro">${ends}${inside}</bpmn:subProcess>`);
    expect(idle(findings)).toHaveLength(1);
  });
  it('with a task in it is fine', async () => {
    const task = `<bpmn:serviceTask id="Turn" name="Scrivi"><bpmn:extensionElements><zeebe:taskDefinition type="lettera.componi"/><zeebe:ioMapping><zeebe:input source="L4" target="lettera"/></zeebe:ioMapping>${said('Il Comune scrive.')}</bpmn:extensionElements>${ends}</bpmn:serviceTask>`;
    expect(await turn(task)).toEqual([]);
  });
});

describe('a fault in a form or the sheet', () => {
  const field = (type: string, key?: string) => ({ type, label: 'Campo', ...(key ? { key } : {}) });
  const inForm = (...components: ReturnType<typeof field>[]) =>
    foundIn(({ forms }) => {
      forms['istanza']?.components.push(...components);
    });

  it('refuses what the server can’t draw', async () => {
    expect((await inForm(field('html'))).join()).toContain(
      'form-fields in processes/prova/forms/istanza.form: il campo «Campo» di tipo «html»',
    );
    expect((await inForm(field('iframe'))).join()).toContain('form-fields');
  });
  it('refuses two answers under one key, and one under none', async () => {
    expect((await inForm(field('textarea', 'motivo'))).join()).toContain('«motivo»');
    expect((await inForm(field('textarea'))).join()).toContain('non ha una chiave');
  });
  it('lets groups of their own have the same keys', async () => {
    const group = (path: string) => ({ type: 'group', path, components: [field('textfield', 'nome')] });
    expect(
      await foundIn(({ forms }) => void forms['istanza']?.components.push(group('padre'), group('madre'))),
    ).toEqual([]);
  });
  it.each<[string, (bundle: ProcedureBundle) => void]>([
    [
      'form-fields in processes/prova/forms/esame.form',
      ({ forms }) => void Object.assign(forms['esame'] ?? {}, { id: 'x' }),
    ],
    ['forms-exist in processes/prova/sheet.yaml', ({ sheet }) => void (sheet.applicationForm = 'altro')],
    [
      'forms-exist in processes/prova/forms/istanza.form',
      ({ sheet }) => void (sheet.applicationForm = 'esame'),
    ],
    ['messages in processes/prova/sheet.yaml', ({ forms }) => void delete forms['risposta']],
    [
      'messages in processes/prova/sheet.yaml',
      ({ sheet }) => void sheet.messages.push({ name: 'mai', label: 'x', help: 'x' }),
    ],
    ['offices in processes/prova/sheet.yaml', ({ sheet }) => void (sheet.office = 'altrove')],
    [
      'remedies in processes/prova/sheet.yaml: contro un atto di tipo «tributo» non c’è «TAR»',
      ({ sheet }) => void (sheet.act = 'tributo'),
    ],
    [
      'remedies in processes/prova/sheet.yaml: «TAR»: i giorni per legge sono 60',
      ({ sheet }) => void (sheet.remedies[0] = { kind: 'TAR', text: 'Entro 30 giorni' }),
    ],
    [
      'remedies in processes/prova/sheet.yaml: tra i rimedi manca «Ricorso straordinario»',
      ({ sheet }) => void sheet.remedies.pop(),
    ],
    ['letters in processes/prova/letters/L99.hbs', ({ letters }) => void (letters['L99'] = 'x')],
  ])('finds %s', async (start, spoil) => {
    expect((await foundIn(spoil)).some((finding) => finding.startsWith(start))).toBe(true);
  });
});

it('tells variables from functions, parts, items and names of the expression’s own', () => {
  const read = (expression: string) => [...variablesRead(expression)];
  expect(read('=date and time(scadenza)')).toEqual(['scadenza']);
  expect(read('=if count(alberi[altezza > 3]) > 0 then a.b.c else "x"')).toEqual(['alberi', 'a']);
  expect(read('=some x in elenco satisfies x = caseId')).toEqual(['elenco', 'caseId']);
  expect(read('=get or else(importo, 3)')).toEqual(['importo']);
  expect(read('={ a: 1, b: a }.b')).toEqual([]);
});
