import { describe, expect, test } from 'vitest';
import { inRepo } from '../../../core/paths.js';
import { readDiagram } from '../../../processes/catalogue/diagram-model.js';
import { loadFolder } from '../../../processes/catalogue/folder.js';
import { moveOf, type Diagrams, type Standing } from '../../../processes/catalogue/moving/move.js';
import { isResumable, resumable } from '../../../processes/catalogue/moving/resumable.js';
import { bindShared } from '../../../processes/catalogue/shared/bind.js';

const diagram = (inside: string): string => `<?xml version="1.0"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D"><bpmn:process id="P" isExecutable="true">
<bpmn:startEvent id="Start"><bpmn:outgoing>F0</bpmn:outgoing><bpmn:messageEventDefinition id="MD" messageRef="M"/></bpmn:startEvent>
<bpmn:sequenceFlow id="F0" sourceRef="Start" targetRef="A"/>${inside}</bpmn:process><bpmn:message id="M" name="istanza.p"/></bpmn:definitions>`;
const task = (id: string, kind = 'userTask'): string => `<bpmn:${kind} id="${id}" name="${id}"/>`;
const sub = (id: string, inside: string): string => `<bpmn:subProcess id="${id}">${inside}</bpmn:subProcess>`;
const event = '<bpmn:subProcess id="E" triggeredByEvent="true"><bpmn:startEvent id="ES"/></bpmn:subProcess>';
const boundary = (to: string): string => `<bpmn:boundaryEvent id="B" attachedToRef="${to}"/>`;

const at = (elementId: string, type = 'USER_TASK') => ({ elementId, type });
const standing = (active: Standing['active'], more: Partial<Standing> = {}): Standing => ({
  active,
  forms: [],
  hasIncident: false,
  isChanging: false,
  ...more,
});
const between = async (from: string, to: string, more: Partial<Diagrams> = {}): Promise<Diagrams> => ({
  from: await readDiagram(diagram(from)),
  to: await readDiagram(diagram(to)),
  forms: new Set(['f']),
  isResumable: true,
  mapping: {},
  ...more,
});

const A = task('A');
type Case = [what: string, from: string, to: string, Standing, Partial<Diagrams>, string];
const migrate: Case[] = [
  ['the same id', A, A, standing([at('A')]), {}, 'migrate A→A'],
  ['another id, chosen', A, task('B'), standing([at('A')]), { mapping: { A: 'B' } }, 'migrate A→B'],
  ['an id that is gone', A, task('B'), standing([at('A')]), {}, 'unmapped A'],
  ['nothing chosen', A, A, standing([at('A')]), { mapping: { A: '' } }, 'unmapped A'],
  ['another kind', A, task('A', 'serviceTask'), standing([at('A')]), {}, 'type A'],
  [
    'inside a subprocess',
    sub('S', A),
    sub('S', A),
    standing([at('S', 'SUB_PROCESS'), at('A')]),
    {},
    'migrate S→S A→A',
  ],
  [
    'out of its subprocess',
    sub('S', A),
    sub('S', task('X')) + A,
    standing([at('S', 'SUB_PROCESS'), at('A')]),
    {},
    'scope A',
  ],
  ['at an event', A, A, standing([at('Start', 'INTERMEDIATE_CATCH_EVENT')]), {}, 'unsupported Start'],
  ['with a boundary event now', A + boundary('A'), A, standing([at('A')]), {}, 'boundary A'],
  ['with a boundary event then', A, A + boundary('A'), standing([at('A')]), {}, 'boundary A'],
  ['twice in one place', A, A, standing([at('A'), at('A')]), {}, 'migrate A→A'],
  ['with an incident', A, A, standing([at('A')], { hasIncident: true }), {}, 'migrate A→A'],
  ['a form that is gone', A, A, standing([at('A')], { forms: ['f', 'g'] }), {}, 'form g'],
  ['changing right now', A, A, standing([at('A')], { isChanging: true }), {}, 'changing'],
];
const resume: Case[] = [
  ['at a task', A + event, A + event, standing([at('A')]), {}, 'resume A→A'],
  ['an event subprocess that comes', A, A + event, standing([at('A')]), {}, 'resume A→A'],
  [
    'a task with a boundary event',
    A + boundary('A') + event,
    A + event,
    standing([at('A')]),
    {},
    'resume A→A',
  ],
  [
    'another task, chosen',
    A + event,
    task('B') + event,
    standing([at('A')]),
    { mapping: { A: 'B' } },
    'resume A→B',
  ],
  ['in two steps', A + task('C') + event, A + event, standing([at('A'), at('C')]), {}, 'several A'],
  [
    'inside a subprocess',
    sub('S', A) + event,
    sub('S', A) + event,
    standing([at('S', 'SUB_PROCESS'), at('A')]),
    {},
    'inside S',
  ],
  [
    'at an automatic step',
    task('A', 'serviceTask') + event,
    A + event,
    standing([at('A', 'SERVICE_TASK')]),
    {},
    'unsupported A',
  ],
  ['with an incident', A + event, A + event, standing([at('A')], { hasIncident: true }), {}, 'incident'],
  [
    'to a version of before',
    A + event,
    A + event,
    standing([at('A')]),
    { isResumable: false },
    'not-resumable',
  ],
];

describe.each([
  ['where the engine takes instances over', migrate],
  ['where an event subprocess stands in its way', resume],
])('%s', (_where, cases) => {
  test.each(cases)('%s', async (_what, from, to, where, more, expected) => {
    const move = moveOf(where, await between(from, to, more));
    const said = move.way
      ? `${move.way} ${move.targets.map(({ source, target }) => `${source}→${target}`).join(' ')}`
      : [move.obstacle.code, move.obstacle.elementId].filter(Boolean).join(' ');
    expect(said).toBe(expected);
  });
});

test('an instance can begin at each task of its own, otherwise it begins as drawn', async () => {
  const xml = await resumable(diagram(A + task('B') + sub('S', task('C')) + event));
  expect(isResumable(xml)).toBe(true);
  const { elements, flows } = await readDiagram(xml);
  const gateway = elements.get('Ripresa');
  expect(flows.get(gateway?.defaultFlow ?? '')).toMatchObject({ id: 'F0', target: 'A', condition: null });
  const ways = gateway?.outgoing.map((id) => flows.get(id)).filter((flow) => flow?.condition);
  expect(ways?.map((flow) => [flow?.target, flow?.condition])).toEqual([
    ['A', '=ripresaDa = "A"'],
    ['B', '=ripresaDa = "B"'],
  ]);
  expect(await resumable(diagram(task('A', 'serviceTask')))).toBe(diagram(task('A', 'serviceTask')));
});

test('a procedure of the Comune can begin at its tasks', async () => {
  const { bpmn } = await bindShared(await loadFolder(inRepo('processes/abbattimento-alberi')));
  const { elements } = await readDiagram(await resumable(bpmn));
  expect(elements.get('Ripresa')?.outgoing.length).toBeGreaterThan(3);
});
