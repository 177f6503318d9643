import { valueHelpers } from './helpers.js';
import { valueMark, withoutMarks, type Fragment, type PlacedText } from './markup-guard.js';

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

const number = (value: number): hbs.AST.Expression =>
  ({ type: 'NumberLiteral', value, original: value }) as unknown as hbs.AST.Expression;

const originalOf = (expression: hbs.AST.Expression): string =>
  String((expression as hbs.AST.PathExpression).original ?? '');

/** `{{a.b}}` becomes `{{{typst a.b "a.b" "parte propria" 3}}}`: which field it is and where it stands, when it is missing. */
const wrapValue = (node: hbs.AST.MustacheStatement): void => {
  const name = originalOf(node.path);
  node.escaped = false;
  if (name === codeHelper) return;
  const { path, params, hash, loc } = node;
  const isCall = params.length > 0 || Object.hasOwn(valueHelpers, name);
  const value = isCall ? ({ type: 'SubExpression', path, params, hash, loc } as hbs.AST.SubExpression) : path;
  const named = [name, ...params.map(originalOf)].join(' ');
  node.params = [value, text(named), text(loc.source ?? ''), number(loc.start.line)];
  node.hash = undefined as unknown as hbs.AST.Hash;
  node.path = helperNamed(wrapper) as hbs.AST.PathExpression;
};

/** Handlebars has taken away the end of a line on which a block stood alone: the text begins below it. */
const placed = ({ value, original, loc }: hbs.AST.ContentStatement): PlacedText => {
  const before = String(original).slice(0, Math.max(String(original).indexOf(value), 0));
  return { text: withoutMarks(value), line: loc.start.line + before.split('\n').length - 1 };
};

/**
 * Makes every value of a parsed template pass through `wrapper`; Handlebars' own escaping is for HTML and global.
 * @returns the template's own text, for the guard to look at
 */
export const wrapValues = (program: hbs.AST.Program): Fragment =>
  program.body.flatMap((node): Fragment => {
    switch (node.type) {
      case 'ContentStatement':
        return [placed(node as hbs.AST.ContentStatement)];
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
