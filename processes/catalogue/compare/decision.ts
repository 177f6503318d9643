import type { ModdleElement } from 'bpmn-moddle';
import { DmnModdle } from 'dmn-moddle';
import { many } from '../moddle.js';
import { added, changed, isEqual, paired, removed, type Change } from './change.js';

interface Table {
  id: string;
  name: string;
  hitPolicy: string;
  inputs: string[];
  outputs: string[];
  rules: Rule[];
  /** Of a decision that is one expression and no table. */
  expression: string;
}

interface Rule {
  id: string;
  /** Tests and results in the columns' order. */
  tests: string[];
  results: string[];
  description: string;
}

const textOf = (element: unknown): string => {
  const text = (element as { text?: unknown } | undefined)?.text;
  return typeof text === 'string' ? text.trim() : '';
};
const textsOf = (elements: unknown): string[] => many(elements).map(textOf);
const word = (value: unknown): string => (typeof value === 'string' ? value : '');

const tablesOf = async (xml: string): Promise<Table[]> => {
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) throw new Error('La decisione contiene un DOCTYPE o delle entità.');
  const { rootElement } = await new DmnModdle().fromXML(xml, 'dmn:Definitions');
  return many(rootElement['drgElement'])
    .filter(({ $type }) => $type === 'dmn:Decision')
    .map((decision) => {
      const logic = (decision['decisionLogic'] ?? {}) as ModdleElement;
      return {
        id: decision.id,
        name: decision.name ?? decision.id,
        hitPolicy: word(logic['hitPolicy']) || 'UNIQUE',
        inputs: many(logic['input']).map(
          (input) => word(input['label']) || textOf(input['inputExpression']) || input.id,
        ),
        outputs: many(logic['output']).map((output) => word(output['label']) || output.name || output.id),
        rules: many(logic['rule']).map((rule) => ({
          id: rule.id,
          tests: textsOf(rule['inputEntry']),
          results: textsOf(rule['outputEntry']),
          description: word(rule['description']).trim(),
        })),
        expression: textOf(logic),
      };
    });
};

/** `Come = "visione", Archivio = "deposito" → Centesimi = 0`; tests that say nothing are left out. */
const ruleSaid = ({ tests, results }: Rule, { inputs, outputs }: Table): string => {
  const named = (names: string[], texts: string[]): string =>
    texts
      .map((text, index) => ({ name: names[index] ?? String(index + 1), text }))
      .filter(({ text }) => text !== '' && text !== '-')
      .map(({ name, text }) => `${name} = ${text}`)
      .join(', ');
  return `${named(inputs, tests) || '—'} → ${named(outputs, results)}`;
};

const tableChanges = (before: Table, after: Table): Change[] => {
  const name = after.name;
  const { gone, come, both } = paired(before.rules, after.rules, ({ id }) => id);
  const own = ({ tests, results, description }: Rule) => ({ tests, results, description });
  const order = (rules: Rule[]): string[] =>
    rules.map(({ id }) => id).filter((id) => both.some(([rule]) => rule.id === id));
  return [
    ...(before.name === name ? [] : [changed('decision.name', { before: before.name, after: name })]),
    ...(isEqual([before.inputs, before.outputs], [after.inputs, after.outputs])
      ? []
      : [
          changed('decision.columns', {
            name,
            before: [...before.inputs, ...before.outputs].join(', '),
            after: [...after.inputs, ...after.outputs].join(', '),
          }),
        ]),
    ...(before.hitPolicy === after.hitPolicy
      ? []
      : [changed('decision.hitPolicy', { name, before: before.hitPolicy, after: after.hitPolicy })]),
    ...come.map((rule) => added('decision.rule.added', { name, rule: ruleSaid(rule, after) })),
    ...gone.map((rule) => removed('decision.rule.removed', { name, rule: ruleSaid(rule, before) })),
    ...both
      .filter(([one, other]) => !isEqual(own(one), own(other)))
      .map(([one, other]) =>
        ruleSaid(one, before) === ruleSaid(other, after)
          ? changed('decision.rule.description', { name, rule: ruleSaid(other, after) })
          : changed('decision.rule.changed', {
              name,
              before: ruleSaid(one, before),
              after: ruleSaid(other, after),
            }),
      ),
    ...(isEqual(order(before.rules), order(after.rules)) ? [] : [changed('decision.order', { name })]),
    ...(before.expression === after.expression
      ? []
      : [changed('decision.expression', { name, before: before.expression, after: after.expression })]),
  ];
};

/** The differences of two files of decisions, rule by rule. @throws Error when one can't be read */
export const decisionChanges = async (before: string, after: string): Promise<Change[]> => {
  const { gone, come, both } = paired(await tablesOf(before), await tablesOf(after), ({ id }) => id);
  return [
    ...come.map(({ name }) => added('decision.added', { name })),
    ...gone.map(({ name }) => removed('decision.removed', { name })),
    ...both.flatMap(([one, other]) => tableChanges(one, other)),
  ];
};
