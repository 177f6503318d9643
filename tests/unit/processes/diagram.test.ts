import { describe, expect, it } from 'vitest';
import { readDiagram } from '../../../processes/catalogue/diagram-model.js';
import { engineVariables, namesRead, onlyRead } from '../../../processes/catalogue/engine-variables.js';
import { stampRevision } from '../../../processes/catalogue/revision.js';
import { diagramOf, rightProcess } from './small-procedure.js';

const withScript = rightProcess.replace(
  '<bpmn:endEvent',
  `<bpmn:scriptTask id="Count" name="Conta"><bpmn:extensionElements><zeebe:script expression="=tariffa * 2" resultVariable="somma"/></bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=persone" inputElement="persona"/></bpmn:extensionElements><bpmn:completionCondition xsi:type="bpmn:tFormalExpression">=basta</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics></bpmn:scriptTask>
   <bpmn:boundaryEvent id="Late" attachedToRef="Look" cancelActivity="false"><bpmn:timerEventDefinition id="T"><bpmn:timeDate xsi:type="bpmn:tFormalExpression">=date and time(termine)</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:boundaryEvent>
   <bpmn:endEvent`,
);

describe('a diagram', () => {
  it('gets of a list’s rows only what it reads', () => {
    const read = new Set(['figli', 'servizio']);
    expect(onlyRead([{ nome: 'Ugo', servizio: 'mensa' }, 3, 'x'], read)).toEqual([
      { servizio: 'mensa' },
      3,
      'x',
    ]);
    expect(onlyRead('Ugo', read)).toBe('Ugo');
  });

  it('says which offices it names, and which only the engine will know', async () => {
    const look = async (groups: string) =>
      (
        await readDiagram(
          diagramOf(rightProcess.replace('candidateGroups="ambiente"', `candidateGroups='${groups}'`)),
        )
      ).elements.get('Look');
    expect(await look('=["ambiente", "suap"]')).toMatchObject({
      groups: ['ambiente', 'suap'],
      groupsFrom: null,
    });
    const computed = '=[if parere.ufficio = null then "ambiente" else parere.ufficio]';
    expect(await look(computed)).toMatchObject({ groups: [], groupsFrom: computed });
  });

  it('is read in the words of the rest of the program', async () => {
    const model = await readDiagram(diagramOf(withScript));
    expect(model).toMatchObject({
      processId: 'prova',
      startMessage: 'istanza.prova',
      executionPlatformVersion: '8.5.0',
    });
    expect(model.elements.get('Look')).toMatchObject({
      type: 'userTask',
      name: 'Guarda la domanda',
      documentation: 'Leggi la domanda. Serve per decidere.',
      formKey: 'esame',
      groups: ['ambiente'],
      headers: { scadenza: '5 giorni lavorativi' },
      incoming: ['F1', 'F4'],
      parent: 'prova',
    });
    expect(model.elements.get('Write')).toMatchObject({
      jobType: 'lettera.componi',
      inputs: { lettera: 'L4' },
      outputs: { attoId: '=letteraId' },
    });
    expect(model.elements.get('Wait')?.message).toBe('risposta');
    expect(model.elements.get('Late')).toMatchObject({
      attachedTo: 'Look',
      isInterrupting: false,
      eventKind: 'timer',
    });
    expect(model.flows.get('F4')).toMatchObject({
      source: 'Choice',
      target: 'Look',
      condition: '=esito = "rivedi"',
    });
  });
  it.each([
    ['an entity', '<!DOCTYPE x [<!ENTITY a "b">]><x/>', 'DOCTYPE'],
    ['no XML', 'ciao', 'leggibile'],
    ['nothing to run', diagramOf(rightProcess.replace('isExecutable="true"', '')), 'eseguibile'],
  ])('with %s is refused', async (_what, xml, reason) => {
    await expect(readDiagram(xml)).rejects.toThrow(reason);
  });
});

describe('what the engine is told', () => {
  const names = async (decisions: Record<string, string> = {}) => [
    ...engineVariables(await readDiagram(diagramOf(withScript)), decisions),
  ];

  it('is what any expression reads: conditions, timers, scripts, repetitions, mappings, correlation', async () => {
    expect(await names()).toEqual(
      expect.arrayContaining(['esito', 'termine', 'tariffa', 'persone', 'basta', 'letteraId', 'caseId']),
    );
  });
  it('is no free text that the diagram never looks at', async () => {
    expect(await names()).not.toEqual(expect.arrayContaining(['motivo']));
    expect(await names()).not.toContain('testo');
  });
  it('is also what decisions read, in inputs and in rules', async () => {
    const dmn = `<d:inputExpression><d:text>superficie &gt;= minima</d:text></d:inputExpression>
      <inputEntry><text><![CDATA[< soglia]]></text></inputEntry><textAnnotation><text>una nota</text></textAnnotation>`;
    const read = await names({ 'tariffa.dmn': dmn });
    expect(read).toEqual(expect.arrayContaining(['superficie', 'minima', 'soglia']));
    expect(read).not.toContain('nota');
  });
  it('is found through the grammar, not by words', () => {
    expect(namesRead('="esito" + codice')).toEqual(['codice']);
    expect(namesRead('=if a > 1 then b else null')).toEqual(['a', 'b']);
  });
});

describe('the revision', () => {
  it('makes the same diagram a new one, and leaves the author’s properties alone', async () => {
    const own = rightProcess.replace(
      'isExecutable="true">',
      'isExecutable="true"><bpmn:extensionElements><zeebe:properties><zeebe:property name="autrice" value="Lara"/></zeebe:properties></bpmn:extensionElements>',
    );
    const stamped = await stampRevision(diagramOf(own), 'uno');
    expect(stamped).toContain('name="autrice" value="Lara"');
    expect(stamped).toContain('name="revisione" value="uno"');
    const again = await stampRevision(stamped, 'due');
    expect(again.match(/name="revisione"/g)).toHaveLength(1);
    const [before, after] = await Promise.all([readDiagram(diagramOf(own)), readDiagram(again)]);
    expect([...after.elements]).toEqual([...before.elements]);
  });
});
