import { describe, expect, it } from 'vitest';
import { createDiagrams } from '../../../web/diagram/diagrams.js';
import { wayAsList } from '../../../web/diagram/way-list.js';
import { wayTaken } from '../../../web/diagram/way.js';
import type { Catalogue } from '../../../processes/catalogue/catalogue.js';
import type { DiagramElement } from '../../../processes/catalogue/diagram-model.js';

const group = (id: string, classes = 'djs-element djs-shape') =>
  `<g class="${classes}" data-element-id="${id}"/>`;
const svg = ['Start', 'Start_label', 'Task', 'Flow_1', 'Other'].map((id) => group(id)).join('');

describe('the way in the drawing', () => {
  const marked = wayTaken(svg, {
    passed: new Set(['Start', 'Task']),
    active: new Set(['Task']),
    flows: new Set(['Flow_1']),
  });

  it('marks shapes and their outside labels', () => {
    expect(marked).toContain(group('Start', 'djs-element djs-shape way-passed'));
    expect(marked).toContain(group('Start_label', 'djs-element djs-shape way-passed'));
    expect(marked).toContain(group('Flow_1', 'djs-element djs-shape way-flow'));
  });
  it('shows as active what was passed before and is active again', () => {
    expect(marked).toContain(group('Task', 'djs-element djs-shape way-active'));
  });
  it('leaves the rest as it is', () => {
    expect(marked).toContain(group('Other'));
  });
});

describe('the way as a list', () => {
  const element = (id: string, type: string, name: string) =>
    [id, { id, type, name } as DiagramElement] as const;
  const elements = new Map([
    element('Start', 'startEvent', 'Istanza presentata'),
    element('Join', 'exclusiveGateway', ''),
    element('Task', 'userTask', 'Fai il sopralluogo'),
    element('Check', 'serviceTask', 'Verifica il codice fiscale'),
  ]);
  const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute));

  it('is in the order of passage and leaves out what has no name or is unknown', () => {
    const steps = wayAsList({ elements }, [
      { elementId: 'Task', enteredAt: at(3), leftAt: null },
      { elementId: 'Join', enteredAt: at(2), leftAt: at(2) },
      { elementId: 'Gone', enteredAt: at(2), leftAt: at(2) },
      { elementId: 'Check', enteredAt: at(1), leftAt: at(2), isInterrupted: true },
      { elementId: 'Start', enteredAt: at(0), leftAt: at(1) },
    ]);
    expect(steps.map(({ name, kind, state }) => [name, kind, state])).toEqual([
      ['Istanza presentata', 'event', 'passed'],
      ['Verifica il codice fiscale', 'automatic', 'interrupted'],
      ['Fai il sopralluogo', 'person', 'active'],
    ]);
  });
});

describe('the drawings of published versions', () => {
  const catalogue = {
    version: (id: string) => Promise.resolve({ drawn: { bpmn: id }, model: { name: 'Prova' } }),
  } as unknown as Catalogue;

  it('are drawn once, and again after a failure', async () => {
    const calls: string[] = [];
    const diagrams = createDiagrams(catalogue, (xml, title) => {
      calls.push(`${xml} ${title ?? ''}`);
      return calls.length === 1 ? Promise.reject(new Error('no')) : Promise.resolve('<svg/>');
    });
    await expect(diagrams.svgOf('v1')).rejects.toThrow('no');
    await diagrams.svgOf('v1');
    await diagrams.svgOf('v1');
    expect(calls).toEqual(['v1 Diagramma: Prova', 'v1 Diagramma: Prova']);
  });
});
