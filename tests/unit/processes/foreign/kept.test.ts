import { expect, test } from 'vitest';
import { zeebeModdle } from '../../../../processes/catalogue/moddle.js';
import { factsOf } from '../../../helpers/xml-facts.js';
import { ofInterchange, ofJbpm, ofZeebe } from './sources.js';

/** What the standard says where a file says nothing (BPMN 2.0 schemas): left out or written, it is the same diagram. */
const defaults = [
  'cancelActivity=true',
  'capacity=',
  'completionQuantity=1',
  'eventGatewayType=Exclusive',
  'expressionLanguage=http://www.w3.org/1999/XPath',
  'gatewayDirection=Unspecified',
  'implementation=##unspecified',
  'instantiate=false',
  'isClosed=false',
  'isCollection=false',
  'isForCompensation=false',
  'isInterrupting=true',
  'isReference=false',
  'isSequential=false',
  'isUnlimited=false',
  'itemKind=Information',
  'messageVisibleKind=initiating',
  'parallelMultiple=false',
  'processType=None',
  'startQuantity=1',
  'testBefore=false',
  'textFormat=text/plain',
  'triggeredByEvent=false',
  'typeLanguage=http://www.w3.org/2001/XMLSchema',
  'waitForCompletion=true',
];

/** What the parser loses without a word; README.md says why. */
const known: Record<string, RegExp> = {
  'C.8.1.bpmn': /\/allowedValues @\S+constraintsType=|\/outMessageRef /,
};

const isDefault = (fact: string): boolean => defaults.some((one) => fact.endsWith(` @{}${one}`));

/** Two ways of writing the same, both right by the schema: an expression under its own name, a point with its only type. */
const inOneWay = (fact: string): string[] => {
  const same = fact.replace(/(resourceAssignmentExpression[^/]*)\/formalExpression/, '$1/expression');
  const isTypeSaid = /\/waypoint @\S+type=|resourceAssignmentExpression[^/]*\/expression\S* @\S+type=/.test(
    same,
  );
  return isTypeSaid || isDefault(same) ? [] : [same];
};

/** How often a file says what it says. */
const sayings = (xml: string): Map<string, number> => {
  const said = new Map<string, number>();
  for (const fact of factsOf(xml).flatMap(inOneWay)) said.set(fact, (said.get(fact) ?? 0) + 1);
  return said;
};

/** What one says more often than the other. */
const onlyIn = (one: Map<string, number>, other: Map<string, number>): string[] =>
  [...one].filter(([fact, times]) => times > (other.get(fact) ?? 0)).map(([fact]) => fact);

test.each([...ofZeebe, ...ofJbpm, ...ofInterchange])(
  '%s is opened and saved without loss, but for what the parser says it can’t keep',
  async (name, xml) => {
    const moddle = zeebeModdle();
    const { rootElement, warnings } = await moddle.fromXML(xml);
    const saved = (await moddle.toXML(rootElement, { format: true })).xml;
    const told = warnings.flatMap(({ message }) => /<(?:\w+:)?(.+?)>/.exec(message)?.[1] ?? []);
    const isUntold = (fact: string): boolean =>
      !known[name]?.test(fact) &&
      !told.some(
        (what) => fact.includes(`}${what}=`) || fact.endsWith(`=${what}`) || fact.endsWith(`:${what}`),
      );
    const [before, after] = [sayings(xml), sayings(saved)];
    expect(onlyIn(before, after).filter(isUntold), 'lost').toEqual([]);
    expect(onlyIn(after, before).filter(isUntold), 'invented').toEqual([]);

    const again = (await moddle.toXML((await moddle.fromXML(saved)).rootElement, { format: true })).xml;
    expect(again).toBe(saved);
  },
);
