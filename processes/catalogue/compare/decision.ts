import {
  readDecisions,
  type Decision,
  type DecisionRule,
  type DecisionTable,
} from '../decisions/read-decision.js';
import { added, changed, isEqual, paired, removed, type Change } from './change.js';

const labelsOf = (columns: readonly { label: string }[]): string[] => columns.map(({ label }) => label);

/** `Come = "visione", Archivio = "deposito" → Centesimi = 0`; tests that say nothing are left out. */
const ruleSaid = ({ tests, answers }: DecisionRule, { inputs, outputs }: DecisionTable): string => {
  const named = (names: string[], texts: string[]): string =>
    texts
      .map((text, index) => ({ name: names[index] ?? String(index + 1), text }))
      .filter(({ text }) => text !== '' && text !== '-')
      .map(({ name, text }) => `${name} = ${text}`)
      .join(', ');
  return `${named(labelsOf(inputs), tests) || '—'} → ${named(labelsOf(outputs), answers)}`;
};

const tableChanges = (name: string, before: DecisionTable, after: DecisionTable): Change[] => {
  const { gone, come, both } = paired(before.rules, after.rules, ({ id }) => id);
  const order = (rules: DecisionRule[]): string[] =>
    rules.map(({ id }) => id).filter((id) => both.some(([rule]) => rule.id === id));
  const columns = ({ inputs, outputs }: DecisionTable): string =>
    [...labelsOf(inputs), ...labelsOf(outputs)].join(', ');
  return [
    ...(isEqual([before.inputs, before.outputs], [after.inputs, after.outputs])
      ? []
      : [changed('decision.columns', { name, before: columns(before), after: columns(after) })]),
    ...(before.hitPolicy === after.hitPolicy
      ? []
      : [changed('decision.hitPolicy', { name, before: before.hitPolicy, after: after.hitPolicy })]),
    ...come.map((rule) => added('decision.rule.added', { name, rule: ruleSaid(rule, after) })),
    ...gone.map((rule) => removed('decision.rule.removed', { name, rule: ruleSaid(rule, before) })),
    ...both
      .filter(([one, other]) => !isEqual(one, other))
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
  ];
};

const textOf = ({ logic }: Decision): string => (logic.kind === 'expression' ? logic.text : '');

const logicChanges = (name: string, before: Decision, after: Decision): Change[] =>
  before.logic.kind === 'table' && after.logic.kind === 'table'
    ? tableChanges(name, before.logic, after.logic)
    : isEqual(before.logic, after.logic)
      ? []
      : [changed('decision.expression', { name, before: textOf(before), after: textOf(after) })];

const decisionChange = (before: Decision, after: Decision): Change[] => [
  ...(before.name === after.name
    ? []
    : [changed('decision.name', { before: before.name, after: after.name })]),
  ...logicChanges(after.name, before, after),
];

/** The differences of two files of decisions, rule by rule. @throws BusinessError when one can't be read */
export const decisionChanges = async (before: string, after: string): Promise<Change[]> => {
  const { gone, come, both } = paired(
    await readDecisions(before),
    await readDecisions(after),
    ({ id }) => id,
  );
  return [
    ...come.map(({ name }) => added('decision.added', { name })),
    ...gone.map(({ name }) => removed('decision.removed', { name })),
    ...both.flatMap(([one, other]) => decisionChange(one, other)),
  ];
};
