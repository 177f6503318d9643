import type { FieldTree } from './field-tree.js';

/** Something named in a template that its data don't have, or not always. */
export interface FieldProblem {
  line: number;
  message: string;
  severity: 'error' | 'warning';
}

/** What names mean at one place of a template. */
interface Scope {
  tree: FieldTree;
  root: FieldTree;
  parents: readonly FieldTree[];
  /** Paths that a block around has found to be there. */
  sure: readonly string[];
}

type Path = hbs.AST.PathExpression;

/** Everything a path goes through, its end last; null where a name on the way isn't there. */
const wayThrough = (tree: FieldTree | undefined, parts: readonly string[]): FieldTree[] | null => {
  let here = tree;
  const way: FieldTree[] = [];
  for (const part of parts) {
    if (!here) return null;
    if (here.kind === 'anything') return [...way, here];
    here = Object.hasOwn(here.fields, part) ? here.fields[part] : undefined;
    if (!here) return null;
    way.push(here);
  }
  return here ? (way.length > 0 ? way : [here]) : null;
};

const partsOf = ({ parts }: Path): string[] => parts.map(String);

const anything: FieldTree = { kind: 'anything', fields: {}, label: null, asked: null, mayLack: false };

/** What a path goes through and where it leads; null where it leads nowhere. */
const wayOf = (path: Path, { tree, root, parents }: Scope): FieldTree[] | null => {
  const parts = partsOf(path);
  if (path.data) return parts[0] === 'root' ? wayThrough(root, parts.slice(1)) : [anything];
  return wayThrough(path.depth === 0 ? tree : parents.at(-path.depth), parts);
};

const isPath = (node: hbs.AST.Node | undefined): node is Path => node?.type === 'PathExpression';

const pathsIn = (expression: hbs.AST.Expression): Path[] => {
  if (isPath(expression)) return [expression];
  if (expression.type !== 'SubExpression') return [];
  return (expression as hbs.AST.SubExpression).params.flatMap(pathsIn);
};

const unknown = (path: Path): FieldProblem => ({
  line: path.loc.start.line,
  message: `non c’è un campo «${path.original}»: sceglilo dall’elenco dei campi, o togli questa parte`,
  severity: 'error',
});

/** A value that some cases lack would stop their letter; asking first with a block lets it pass. */
const perhapsMissing = (path: Path): FieldProblem => ({
  line: path.loc.start.line,
  message: `«${path.original}» non c’è in ogni pratica, e la lettera si fermerebbe: scrivi {{#if ${path.original}}}…{{/if}} attorno`,
  severity: 'warning',
});

/** A block around asks for this, or for something within it. */
const isSure = (parts: readonly string[], { sure }: Scope): boolean => {
  const path = parts.join('.');
  return sure.some((one) => one === path || one.startsWith(`${path}.`));
};

const problemsOfPath = (path: Path, scope: Scope, isAsked: boolean): FieldProblem[] => {
  const way = wayOf(path, scope);
  if (way === null) return [unknown(path)];
  const isDoubtful = way.some(
    ({ mayLack }, index) => mayLack && !isSure(partsOf(path).slice(0, index + 1), scope),
  );
  return isDoubtful && !isAsked ? [perhapsMissing(path)] : [];
};

/** Helpers that make something of a value that isn't there. */
const forgiving = new Set(['oppure', 'presente', 'uguale', 'if', 'unless', 'with']);

const ofCall = (
  node: { path: hbs.AST.Expression; params: hbs.AST.Expression[] },
  scope: Scope,
): FieldProblem[] => {
  if (node.params.length === 0) return isPath(node.path) ? problemsOfPath(node.path, scope, false) : [];
  const isAsked = forgiving.has((node.path as Path).original);
  return node.params.flatMap(pathsIn).flatMap((path) => problemsOfPath(path, scope, isAsked));
};

/** The scope of a block's inside: loops and `with` go into what they are given, a condition makes it sure. */
const inside = ({ path, params }: hbs.AST.BlockStatement, scope: Scope): Scope => {
  const [subject] = params;
  const name = (path as Path).original;
  if (!subject || !isPath(subject)) return scope;
  if (name === 'if') return { ...scope, sure: [...scope.sure, partsOf(subject).join('.')] };
  if (name !== 'each' && name !== 'with') return scope;
  const meaning = wayOf(subject, scope)?.at(-1) ?? anything;
  const tree = { ...meaning, mayLack: false };
  return { ...scope, tree, parents: [...scope.parents, scope.tree], sure: [] };
};

const ofProgram = ({ body }: hbs.AST.Program, scope: Scope): FieldProblem[] =>
  body.flatMap((node): FieldProblem[] => {
    if (node.type === 'MustacheStatement') return ofCall(node as hbs.AST.MustacheStatement, scope);
    if (node.type !== 'BlockStatement') return [];
    const block = node as hbs.AST.BlockStatement;
    return [
      ...ofCall(block, scope),
      ...ofProgram(block.program, inside(block, scope)),
      ...(block.inverse ? ofProgram(block.inverse, scope) : []),
    ];
  });

/** Fields that a parsed template names and its data don't have, or don't have in every case. */
export const fieldProblems = (program: hbs.AST.Program, fields: FieldTree): FieldProblem[] =>
  ofProgram(program, { tree: fields, root: fields, parents: [], sure: [] });
