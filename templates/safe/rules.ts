import { limits } from './limits.js';
import { blockHelpers, valueHelpers } from './helpers.js';
import { TemplateError } from './template-error.js';

type Node = hbs.AST.Node;
const forbiddenNames = new Set([
  '__proto__',
  'constructor',
  'prototype',
  '__lookupGetter__',
  '__defineGetter__',
]);
const blocks = new Set<string>(blockHelpers);

interface Depth {
  blocks: number;
  loops: number;
}

export interface Rules {
  /** Names after `{{>`. */
  partials: ReadonlySet<string>;
  /** The letterhead is ours and may put values into Typst code. */
  trusted: boolean;
}

const refuse = (node: Node, message: string): never => {
  throw new TemplateError(message, { line: node.loc?.start.line });
};

const checkPath = (path: hbs.AST.Expression): void => {
  if (path.type !== 'PathExpression') return;
  const { parts, original } = path as hbs.AST.PathExpression;
  for (const part of parts as (string | hbs.AST.SubExpression)[]) {
    if (typeof part !== 'string' || forbiddenNames.has(part))
      refuse(path, `«${original}» non è il nome di un campo`);
  }
};

const nameOf = (path: hbs.AST.Expression): string => (path as hbs.AST.PathExpression).original ?? '';

const checkArguments = (
  params: hbs.AST.Expression[],
  hash: hbs.AST.Hash | undefined,
  depth: number,
): void => {
  for (const param of [...params, ...(hash?.pairs ?? []).map(({ value }) => value)])
    checkExpression(param, depth);
};

const checkExpression = (expression: hbs.AST.Expression, depth: number): void => {
  if (depth > limits.parentheses) refuse(expression, 'troppe parentesi una dentro l’altra');
  if (expression.type !== 'SubExpression') return checkPath(expression);
  const { path, params, hash } = expression as hbs.AST.SubExpression;
  if (!Object.hasOwn(valueHelpers, nameOf(path)))
    refuse(expression, `«${nameOf(path)}» non è tra le funzioni delle lettere`);
  checkArguments(params, hash, depth + 1);
};

const checkMustache = (node: hbs.AST.MustacheStatement, rules: Rules): void => {
  if (!node.escaped) refuse(node, 'le parentesi graffe triple e {{& }} non sono ammesse');
  const name = nameOf(node.path);
  const isCall = node.params.length > 0 || (node.hash?.pairs ?? []).length > 0;
  if (name === 'stringa' && !rules.trusted) refuse(node, '«stringa» è riservata alla carta intestata');
  if (isCall && name !== 'stringa' && !Object.hasOwn(valueHelpers, name)) {
    refuse(node, `«${name}» non è tra le funzioni delle lettere`);
  }
  checkPath(node.path);
  checkArguments(node.params, node.hash, 1);
};

const checkBlock = (node: hbs.AST.BlockStatement, rules: Rules, depth: Depth): void => {
  const name = nameOf(node.path);
  if (!blocks.has(name)) refuse(node, `il blocco «${name}» non è ammesso: usa ${[...blocks].join(', ')}`);
  const inside = { blocks: depth.blocks + 1, loops: depth.loops + (name === 'each' ? 1 : 0) };
  if (inside.blocks > limits.blocks || inside.loops > limits.loops)
    refuse(node, 'troppi blocchi uno dentro l’altro');
  checkArguments(node.params, node.hash, 1);
  checkProgram(node.program, rules, inside);
  if (node.inverse) checkProgram(node.inverse, rules, depth);
};

const checkStatement = (node: Node, rules: Rules, depth: Depth): void => {
  switch (node.type) {
    case 'ContentStatement':
    case 'CommentStatement':
      return;
    case 'MustacheStatement':
      return checkMustache(node as hbs.AST.MustacheStatement, rules);
    case 'BlockStatement':
      return checkBlock(node as hbs.AST.BlockStatement, rules, depth);
    case 'PartialStatement': {
      const { name, params } = node as hbs.AST.PartialStatement;
      if (name.type !== 'PathExpression' || !rules.partials.has(nameOf(name)))
        refuse(node, 'questa parte comune non esiste');
      return checkArguments(params, undefined, 1);
    }
    default:
      refuse(node, 'questa forma di Handlebars non è ammessa nelle lettere');
  }
};

/**
 * Walks a parsed template and refuses whatever isn't on our lists: triple mustaches, unknown helpers, blocks and partials,
 * decorators and inline partials, names of the prototype chain, deep nesting.
 * @throws TemplateError with the line
 */
export const checkProgram = (
  program: hbs.AST.Program,
  rules: Rules,
  depth: Depth = { blocks: 0, loops: 0 },
): void => {
  for (const node of program.body) checkStatement(node, rules, depth);
};
