import { valueHelpers } from './helpers.js';
import { valueMark, withoutMarks, type Fragment } from './markup-guard.js';

/** The helper every printed value passes through. */
export const wrapper = 'typst';
/** The letterhead's own: a value as a string of Typst code. */
export const codeHelper = 'stringa';

const helperNamed = (name: string): hbs.AST.Expression =>
  ({
    type: 'PathExpression',
    original: name,
    parts: [name],
    depth: 0,
    data: false,
  }) as unknown as hbs.AST.Expression;

const text = (value: string): hbs.AST.Expression =>
  ({ type: 'StringLiteral', value, original: value }) as unknown as hbs.AST.Expression;

const originalOf = (expression: hbs.AST.Expression): string =>
  String((expression as hbs.AST.PathExpression).original ?? '');

/** `{{a.b}}` becomes `{{{typst a.b "a.b"}}}`; the second says which field, when it is missing. */
const wrapValue = (node: hbs.AST.MustacheStatement): void => {
  const name = originalOf(node.path);
  node.escaped = false;
  if (name === codeHelper) return;
  const { path, params, hash, loc } = node;
  const isCall = params.length > 0 || Object.hasOwn(valueHelpers, name);
  const value = isCall ? ({ type: 'SubExpression', path, params, hash, loc } as hbs.AST.SubExpression) : path;
  node.params = [value, text([name, ...params.map(originalOf)].join(' '))];
  node.hash = undefined as unknown as hbs.AST.Hash;
  node.path = helperNamed(wrapper) as hbs.AST.PathExpression;
};

/**
 * Makes every value of a parsed template pass through `wrapper`; Handlebars' own escaping is for HTML and global.
 * @returns the template's own text, for the guard to look at
 */
export const wrapValues = (program: hbs.AST.Program): Fragment =>
  program.body.flatMap((node): Fragment => {
    switch (node.type) {
      case 'ContentStatement':
        return [withoutMarks((node as hbs.AST.ContentStatement).value)];
      case 'MustacheStatement':
        wrapValue(node as hbs.AST.MustacheStatement);
        return [valueMark];
      case 'BlockStatement': {
        const { program: inside, inverse } = node as hbs.AST.BlockStatement;
        return [{ bodies: [inside, inverse].filter(Boolean).map(wrapValues) }];
      }
      default:
        return node.type === 'PartialStatement' ? [valueMark] : [];
    }
  });
