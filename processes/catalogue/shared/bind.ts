import type { ModdleElement, ParsedDiagram } from 'bpmn-moddle';
import type { ProcedureBundle, SharedProcess } from '../bundle.js';
import { parseDiagram } from '../diagram-model.js';
import { fillIn, type OfficeName } from './fill-in.js';
import { inputsOf } from './inputs.js';
import { extensionOf, many, valuesOf, zeebeModdle } from '../moddle.js';
import { prune } from './prune.js';

const moddle = zeebeModdle();

/** Stands between the call's id and the id of what it holds. */
export const boundBy = '__';

/** The element that the analyst drew, of one that came by binding. */
export const drawnId = (id: string): string => id.split(boundBy)[0] ?? id;

/**
 * Writes the shared subprocesses into a procedure: each call activity becomes an embedded subprocess that holds a copy of
 * what it calls. Zeebe 8.5 always calls the newest version; a case must keep the one it began with (domain.md E 28).
 * @param officeName how an office is called where people read it; the id, where only the engine reads
 * @returns the procedure with one diagram and all forms, decisions and messages in their place
 * @throws Error in Italian: a call to nothing, a parameter left out, calls in a circle
 */
export const bindShared = async (
  bundle: ProcedureBundle,
  officeName: OfficeName = (id) => id,
): Promise<ProcedureBundle> => {
  const shared = bundle.shared ?? {};
  if (!bundle.bpmn.includes('callActivity')) return bundle;
  const { rootElement } = await boundDiagram(bundle.bpmn, { shared, officeName, way: [] });
  rootElement['diagrams'] = []; // the drawing is of the diagram as drawn
  const all = Object.values(shared);
  const own = bundle.sheet.messages;
  const theirs = all
    .flatMap(({ contract }) => contract.messages)
    .filter(({ name }, index, list) => list.findIndex((other) => other.name === name) === index);
  const added = theirs.filter(({ name }) => !own.some((message) => message.name === name));
  return {
    ...bundle,
    bpmn: (await moddle.toXML(rootElement)).xml,
    forms: Object.assign({}, ...all.map(({ forms }) => forms), bundle.forms) as ProcedureBundle['forms'],
    decisions: Object.assign(
      {},
      ...all.map(({ decisions }) => decisions),
      bundle.decisions,
    ) as ProcedureBundle['decisions'],
    sheet: { ...bundle.sheet, messages: [...own, ...added] },
  };
};

interface Binding {
  shared: Readonly<Record<string, SharedProcess>>;
  officeName: OfficeName;
  /** Names of the subprocesses around, to find a circle. */
  way: readonly string[];
}

const boundDiagram = async (bpmn: string, binding: Binding): Promise<ParsedDiagram> => {
  const parsed = await parseDiagram(bpmn);
  await bindCalls(parsed, binding);
  return parsed;
};

const bindCalls = async (parsed: ParsedDiagram, binding: Binding): Promise<void> => {
  const calls = Object.values(parsed.elementsById).filter(({ $type }) => $type === 'bpmn:CallActivity');
  for (const call of calls) await bindCall(call, parsed, binding);
};

/** Puts a subprocess into the place of a call, in its scope and in every reference to it. */
const bindCall = async (call: ModdleElement, parsed: ParsedDiagram, binding: Binding): Promise<void> => {
  const name = processIdOf(call);
  const place = call.name ? `«${call.name}»` : call.id;
  const called = binding.shared[name];
  if (!called) throw new Error(`${place} ${whyUnbound(call, binding.shared) ?? ''}.`);
  if (binding.way.includes(name))
    throw new Error(`${place} chiama «${name}», che direttamente o no chiama sé stesso.`);
  const inside = await parseDiagram(called.bpmn);
  const process = many(inside.rootElement['rootElements']).find(({ $type }) => $type === 'bpmn:Process');
  if (!process) throw new Error(`Il sottoprocesso «${name}» non ha un processo.`);
  const inputs = inputsOf(call, called, process, place);
  for (const element of Object.values(inside.elementsById)) {
    fillIn(element, { inputs, contract: called.contract, officeName: binding.officeName });
  }
  await bindCalls(inside, { ...binding, way: [...binding.way, name] });
  prune(process, inputs);
  shareRoots(inside, parsed.rootElement);
  const subprocess = moddle.create('bpmn:SubProcess', {
    id: call.id,
    name: call.name,
    documentation: call['documentation'],
    incoming: call['incoming'],
    outgoing: call['outgoing'],
    default: call['default'],
    loopCharacteristics: call['loopCharacteristics'],
    extensionElements: moddle.create('bpmn:ExtensionElements', {
      values: [
        moddle.create('zeebe:IoMapping', {
          inputParameters: inputs.map(({ source, target }) =>
            moddle.create('zeebe:Input', { source, target }),
          ),
          outputParameters: many(extensionOf(call, 'zeebe:IoMapping')?.['outputParameters']),
        }),
        ...valuesOf(call).filter(({ $type }) => $type === 'zeebe:Properties'),
      ],
    }),
  });
  const held = many(process['flowElements']);
  for (const element of Object.values(inside.elementsById)) {
    if (!isWithin(element, process)) continue;
    element.id = `${call.id}${boundBy}${element.id}`;
    parsed.elementsById[element.id] = element;
  }
  for (const element of held) element['$parent'] = subprocess;
  subprocess['flowElements'] = held;
  replace(call, subprocess, parsed);
};

/** What keeps a call from being bound, to be said after its name; null when what it calls is there. */
export const whyUnbound = (
  call: ModdleElement,
  shared: Readonly<Record<string, SharedProcess>>,
): string | null => {
  const name = processIdOf(call);
  if (!name) return 'non dice quale sottoprocesso chiama: scegline uno di processes/shared';
  if (name in shared) return null;
  return `chiama il sottoprocesso «${name}», che non c’è in processes/shared: scegline uno che c’è, o disegna qui i suoi passaggi`;
};

const processIdOf = (call: ModdleElement): string => {
  const id = extensionOf(call, 'zeebe:CalledElement')?.['processId'];
  return typeof id === 'string' ? id : '';
};

const isWithin = (element: ModdleElement, process: ModdleElement): boolean => {
  for (let at = element['$parent'] as ModdleElement | undefined; at; at = at['$parent'] as typeof at) {
    if (at === process) return true;
  }
  return false;
};

/** The parser names a reference with its namespace (`bpmn:targetRef`), and keeps it without. */
const ownName = (property: string): string => property.replace(/^\w+:/, '');

const replace = (
  call: ModdleElement,
  by: ModdleElement,
  { elementsById, references }: ParsedDiagram,
): void => {
  const scope = call['$parent'] as ModdleElement;
  scope['flowElements'] = many(scope['flowElements']).map((element) => (element === call ? by : element));
  by['$parent'] = scope;
  for (const { element, property, id } of references) {
    if (id !== call.id) continue;
    const name = ownName(property);
    const value = element[name];
    element[name] = Array.isArray(value) ? value.map((item: unknown) => (item === call ? by : item)) : by;
  }
  elementsById[call.id] = by;
};

const rootKey = ({ $type, name, ...rest }: ModdleElement): string =>
  `${$type} ${String(rest['errorCode'] ?? rest['escalationCode'] ?? name)}`;

/** Messages, errors and escalations of a shared subprocess are those of the procedure when they are called the same. */
const shareRoots = ({ rootElement, references }: ParsedDiagram, into: ModdleElement): void => {
  const roots = many(into['rootElements']);
  for (const root of many(rootElement['rootElements'])) {
    if (root.$type === 'bpmn:Process') continue;
    const known = roots.find((other) => rootKey(other) === rootKey(root));
    if (!known) {
      if (roots.some(({ id }) => id === root.id)) root.id = `${root.id}${boundBy}${roots.length}`;
      root['$parent'] = into;
      roots.push(root);
      continue;
    }
    for (const { element, property } of references) {
      const name = ownName(property);
      if (element[name] === root) element[name] = known;
    }
  }
  into['rootElements'] = roots;
};
