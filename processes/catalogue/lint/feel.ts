import { parseExpression, parseUnaryTests } from '@bpmn-io/feelin';

interface SyntaxTree {
  iterate(visitor: { enter(node: { name: string; from: number; to: number }): void; leave(): void }): void;
}

/** The place of a name in an expression: the constructs around it, each with how many parts it has had before. */
interface Around {
  name: string;
  parts: number;
}

/** Called (`count(…)`), part of another value (`a.part`), or a field of the items that a filter looks at. */
const isNoVariable = (around: readonly Around[]): boolean => {
  const parent = around.at(-1);
  if (parent?.name === 'FunctionInvocation' && parent.parts === 1) return true;
  if (parent?.name === 'PathExpression' && parent.parts > 1) return true;
  return around.some(({ name, parts }) => name === 'FilterExpression' && parts > 1);
};

/** The engine's functions whose names hold a word of the language: the parser must be told of them. */
const functionsWithWords = { 'get or else': null };

const namesRead = (source: string, tree: SyntaxTree): Set<string> => {
  const read = new Set<string>();
  const own = new Set<string>();
  const around: Around[] = [];
  tree.iterate({
    enter: ({ name, from, to }) => {
      const parent = around.at(-1);
      if (parent) parent.parts += 1;
      if (name === 'VariableName' && !isNoVariable(around)) read.add(source.slice(from, to));
      if (name === 'Name') own.add(source.slice(from, to));
      around.push({ name, parts: 0 });
    },
    leave: () => {
      around.pop();
    },
  });
  return new Set([...read].filter((name) => !own.has(name)));
};

/** Process variables that an expression reads: no functions, no names that it introduces itself. */
export const variablesRead = (expression: string): Set<string> => {
  const source = expression.replace(/^=/, '');
  return namesRead(source, parseExpression(source, functionsWithWords, undefined) as unknown as SyntaxTree);
};

/** The same of what stands in a decision table's cell: `> soglia`, `"a", "b"`. */
export const unaryVariablesRead = (tests: string): Set<string> =>
  namesRead(tests, parseUnaryTests(tests, functionsWithWords, undefined) as unknown as SyntaxTree);
