import type { ModdleElement } from 'bpmn-moddle';
import type { SharedProcess } from '../bundle.js';
import { expressionsOf } from '../diagram-model.js';
import { givenVariables } from '../given-variables.js';
import { variablesRead } from '../lint/feel.js';
import { extensionOf, many } from '../moddle.js';

export interface Input {
  target: string;
  /** A constant or `=FEEL`. */
  source: string;
}

/**
 * What the copy of a shared subprocess begins with: the call's parameters, defaults for those it leaves out, and nothing in
 * every other name the subprocess works with, so that what it writes stays inside.
 * @throws Error in Italian for a required parameter without a value
 */
export const inputsOf = (
  call: ModdleElement,
  { contract }: SharedProcess,
  process: ModdleElement,
  place: string,
): Input[] => {
  const given = many(extensionOf(call, 'zeebe:IoMapping')?.['inputParameters']).map(
    ({ target, source }): Input => ({ target: String(target), source: String(source) }),
  );
  const has = (name: string): boolean => given.some(({ target }) => target === name);
  const missing = contract.parameters.find(
    ({ name, required, default: value }) => required && value === undefined && !has(name),
  );
  if (missing)
    throw new Error(
      `${place} non dice «${missing.title}» (${missing.name}), che «${contract.title}» vuole sapere.`,
    );
  const stranger = given.find(({ target }) => !contract.parameters.some(({ name }) => name === target));
  if (stranger)
    throw new Error(
      `${place} dice «${stranger.target}», che «${contract.title}» non conosce: correggi il nome.`,
    );
  const defaults = contract.parameters
    .filter(({ name, default: value }) => value !== undefined && !has(name))
    .map(({ name, default: value }): Input => ({ target: name, source: value ?? '' }));
  const known = new Set([...givenVariables, ...contract.parameters.map(({ name }) => name)]);
  const unset = contract.parameters
    .map(({ name }) => name)
    .filter((name) => ![...given, ...defaults].some(({ target }) => target === name));
  const own = [...new Set(expressionsOf(process).flatMap(({ text }) => [...variablesRead(text)]))];
  return [
    ...given,
    ...defaults,
    ...[...unset, ...own.filter((name) => !known.has(name)), ...contract.results.map(({ name }) => name)]
      .filter((name, index, list) => list.indexOf(name) === index)
      .map((name): Input => ({ target: name, source: '=null' })),
  ];
};
