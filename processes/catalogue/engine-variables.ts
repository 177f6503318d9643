import { parseExpression } from '@bpmn-io/feelin';
import type { Json, JsonObject } from '../../core/json.js';
import type { DiagramModel } from './diagram-model.js';

interface SyntaxTree {
  iterate(visitor: { enter(node: { name: string; from: number; to: number }): void }): void;
}

/** Names a FEEL expression reads and the parts of values it reads; built-in functions may be among them, which does no harm. */
export const namesRead = (expression: string): string[] => {
  const source = expression.replace(/^=/, '');
  const names: string[] = [];
  const tree = parseExpression(source, {}, undefined) as unknown as SyntaxTree;
  tree.iterate({
    enter: ({ name, from, to }) => {
      if (name === 'VariableName') names.push(source.slice(from, to));
    },
  });
  return names;
};

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The text of an XML element without the signs that XML needs. */
export const decoded = (xml: string): string =>
  xml
    .replace(/^<!\[CDATA\[|\]\]>$/g, '')
    .replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);

const notes = /<(\w+:)?textAnnotation\b[\s\S]*?<\/\1textAnnotation>/g;
const texts = /<(?:\w+:)?text>([\s\S]*?)<\/(?:\w+:)?text>/g;

/** The inputs, the rules and the expressions of decisions, each in FEEL; notes are words, not FEEL. */
export const expressionsOfDecision = (dmn: string): string[] =>
  [...dmn.replace(notes, '').matchAll(texts)].map(([, text = '']) => decoded(text));

/**
 * The variables that a diagram and its decisions read. From a submitted form only these go to the engine: everything
 * else, people and free text above all, stays in Postgres.
 */
export const engineVariables = (
  { expressions }: DiagramModel,
  decisions: Record<string, string>,
): ReadonlySet<string> =>
  new Set([
    ...expressions.flatMap(({ text }) => namesRead(text)),
    ...Object.values(decisions).flatMap(expressionsOfDecision).flatMap(namesRead),
  ]);

/** Of a list's rows only what is read goes to the engine: of a child the service asked for, and not the name. */
export const onlyRead = (value: Json, read: ReadonlySet<string>): Json =>
  Array.isArray(value) ? value.map((row) => (isRow(row) ? namedIn(row, read) : row)) : value;

const isRow = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const namedIn = (row: JsonObject, read: ReadonlySet<string>): JsonObject =>
  Object.fromEntries(Object.entries(row).filter(([name]) => read.has(name)));
