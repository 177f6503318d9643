import { evaluate } from '@bpmn-io/feelin';
import { unaryVariablesRead, variablesRead } from '../lint/feel.js';
import type { Decision } from './read-decision.js';

const namesIn = ({ logic }: Decision): string[] => {
  if (logic.kind === 'expression') return [...variablesRead(logic.text)];
  const asked = logic.inputs.flatMap(({ expression }) => [...variablesRead(expression)]);
  const ruled = logic.rules.flatMap(({ tests, answers }) => [
    ...tests.filter((test) => test !== '' && test !== '-').flatMap((test) => [...unaryVariablesRead(test)]),
    ...answers.flatMap((answer) => [...variablesRead(answer)]),
  ]);
  return [...asked, ...ruled];
};

/** Names that a decision and those before it read, and that none of them answers: what somebody who tries it types. */
export const inputsOf = (decisions: readonly Decision[], id: string): string[] => {
  const seen = new Set<string>();
  const needed = (one: string): Decision[] => {
    const decision = decisions.find((candidate) => candidate.id === one);
    if (!decision || seen.has(one)) return [];
    seen.add(one);
    return [...decision.requires.flatMap(needed), decision];
  };
  const names = needed(id).flatMap(namesIn);
  return [...new Set(names)].filter((name) => name !== '?' && !seen.has(name));
};

const literal =
  /^(-?\d+(\.\d+)?|true|false|null|"[^]*"|\[[^]*\]|\{[^]*\}|(date|time|date and time|duration)\([^]*\))$/;

/**
 * What somebody typed as a value: a number (`12,5`), `true`, a list, `date("2026-03-02")`; whatever is no FEEL literal is a
 * text, nothing is null.
 */
export const typedInput = (text: string): unknown => {
  const typed = text.trim();
  if (typed === '') return null;
  if (/^-?\d+,\d+$/.test(typed)) return Number(typed.replace(',', '.'));
  if (!literal.test(typed)) return typed;
  try {
    return (evaluate(typed, {}) as { value: unknown }).value;
  } catch {
    return typed;
  }
};
