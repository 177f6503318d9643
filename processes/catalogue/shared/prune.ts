import { evaluate } from '@bpmn-io/feelin';
import type { ModdleElement } from 'bpmn-moddle';
import { variablesRead } from '../lint/feel.js';
import { constantIn } from './constant.js';
import type { Input } from './inputs.js';
import { many } from '../moddle.js';

type Constants = ReadonlyMap<string, string | number>;

const constantsOf = (inputs: readonly Input[]): Constants =>
  new Map(
    inputs.flatMap(({ target, source }): [string, string | number][] => {
      const value = constantIn(source);
      return value === undefined ? [] : [[target, value]];
    }),
  );

/** What a flow's condition always is here; undefined when the case decides it. */
const decided = (flow: ModdleElement, constants: Constants): boolean | undefined => {
  const condition = (flow['conditionExpression'] as ModdleElement | undefined)?.['body'];
  if (typeof condition !== 'string') return undefined;
  const names = [...variablesRead(condition)];
  if (names.length === 0 || !names.every((name) => constants.has(name))) return undefined;
  return (
    (evaluate(condition.replace(/^=/, ''), Object.fromEntries(constants)) as unknown as { value: unknown })
      .value === true
  );
};

const withoutFlow = (flow: ModdleElement): void => {
  const source = flow['sourceRef'] as ModdleElement;
  const target = flow['targetRef'] as ModdleElement;
  source['outgoing'] = many(source['outgoing']).filter((other) => other !== flow);
  target['incoming'] = many(target['incoming']).filter((other) => other !== flow);
  if (source['default'] === flow) delete source['default'];
};

/** Takes away the ways that the constants close; where one is always open, the others. */
const closeWays = (gateway: ModdleElement, constants: Constants): ModdleElement[] => {
  const ways = many(gateway['outgoing']);
  const always = ways.find((flow) => decided(flow, constants) === true);
  const closed = ways.filter((flow) => (always ? flow !== always : decided(flow, constants) === false));
  closed.forEach(withoutFlow);
  const [only, ...others] = many(gateway['outgoing']);
  if (only && others.length === 0) {
    delete only['conditionExpression'];
    delete gateway['default'];
  }
  return closed;
};

const targetsOf = (element: ModdleElement): ModdleElement[] =>
  many(element['outgoing']).map((flow) => flow['targetRef'] as ModdleElement);

/** Everything in a scope that its beginnings lead to; what is on an element's edge comes with it. */
const reachedIn = (elements: readonly ModdleElement[]): Set<ModdleElement> => {
  const isBeginning = (element: ModdleElement): boolean =>
    element.$type === 'bpmn:StartEvent' ||
    element['triggeredByEvent'] === true ||
    element['isForCompensation'] === true;
  const reached = new Set<ModdleElement>();
  const waiting = elements.filter(isBeginning);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    const onEdge = elements.filter((element) => element['attachedToRef'] === next);
    waiting.push(...targetsOf(next), ...onEdge);
  }
  return reached;
};

/**
 * Leaves out of the copy of a shared subprocess what its constants rule out, so that pages, answers and checks show only
 * what can happen in this procedure.
 * @param process of the copy; gateways inside embedded subprocesses are decided too
 */
export const prune = (process: ModdleElement, inputs: readonly Input[]): void => {
  const constants = constantsOf(inputs);
  const pruneScope = (scope: ModdleElement): void => {
    const elements = many(scope['flowElements']);
    const gateways = elements.filter(({ $type }) => $type === 'bpmn:ExclusiveGateway');
    const closed = new Set(gateways.flatMap((gateway) => closeWays(gateway, constants)));
    if (closed.size > 0) {
      const nodes = elements.filter(({ $type }) => $type !== 'bpmn:SequenceFlow');
      const reached = reachedIn(nodes);
      const flows = elements.filter(({ $type }) => $type === 'bpmn:SequenceFlow');
      const dead = flows.filter(
        (flow) => !closed.has(flow) && !reached.has(flow['sourceRef'] as ModdleElement),
      );
      dead.forEach(withoutFlow);
      const gone = new Set([...closed, ...dead, ...nodes.filter((node) => !reached.has(node))]);
      scope['flowElements'] = elements.filter((element) => !gone.has(element));
      gone.forEach((element) => (element['$parent'] = undefined));
    }
    many(scope['flowElements']).forEach((element) => {
      if (element['flowElements']) pruneScope(element);
    });
  };
  pruneScope(process);
};
