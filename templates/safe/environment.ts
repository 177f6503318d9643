import Handlebars from 'handlebars';
import type { JsonObject } from '../../core/json.js';
import { quoted, typstExpression } from '../typography/literal.js';
import { blockHelpers, valueHelpers } from './helpers.js';
import { limits } from './limits.js';
import { checkMarkup, valueMark, withoutMarks, type Fragment } from './markup-guard.js';
import { checkProgram } from './rules.js';
import { TemplateError } from './template-error.js';

/** The sources of one letter: the page around it, the letter, the parts both may include. */
export interface TemplateSources {
  letterhead: string;
  /** By the name used after `{{>`; each is checked as letters are. */
  parts: Record<string, string>;
}

const wrapped = 'typst';

const checkSource = (source: string): void => {
  if (typeof source !== 'string') throw new TemplateError('un modello è un testo');
  if (source.length > limits.sourceChars) throw new TemplateError('il modello è troppo lungo');
};

const pathTo = (name: string): hbs.AST.PathExpression =>
  ({
    type: 'PathExpression',
    original: name,
    parts: [name],
    depth: 0,
    data: false,
  }) as unknown as hbs.AST.PathExpression;

/** `{{a.b}}` becomes `{{{typst a.b "a.b"}}}`: every value passes through our function, whatever Handlebars would escape. */
const wrapValue = (node: hbs.AST.MustacheStatement): void => {
  const name = (node.path as hbs.AST.PathExpression).original;
  node.escaped = false;
  if (name === 'stringa') return;
  const isCall = node.params.length > 0 || name in valueHelpers;
  const value = isCall
    ? { type: 'SubExpression', path: node.path, params: node.params, hash: node.hash, loc: node.loc }
    : node.path;
  const label = [name, ...node.params.map((param) => (param as hbs.AST.PathExpression).original)].join(' ');
  node.params = [
    value as hbs.AST.Expression,
    { type: 'StringLiteral', value: label, original: label } as hbs.AST.StringLiteral,
  ];
  node.hash = undefined as unknown as hbs.AST.Hash;
  node.path = pathTo(wrapped);
};

/** Wraps every value of a program, and returns its own text for the guard to look at. */
const wrapValues = (program: hbs.AST.Program): Fragment =>
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

const createHelpers = (): Record<string, Handlebars.HelperDelegate> => {
  const helpers: Record<string, Handlebars.HelperDelegate> = {
    [wrapped]: (value: unknown, label: string) => {
      if (value === undefined)
        throw new TemplateError(`il campo «${label}» non c’è nei dati di questa pratica`, label);
      try {
        return typstExpression(value);
      } catch (error) {
        throw new TemplateError(`«${label}»: ${(error as Error).message}`, label);
      }
    },
    stringa: (value: unknown) => quoted(typeof value === 'string' ? value : ''),
  };
  for (const [name, run] of Object.entries(valueHelpers)) {
    helpers[name] = (...args: unknown[]) => run(...args.slice(0, -1));
  }
  return helpers;
};

/** Compiles one letter; the function it returns turns JSON data into Typst source. */
export const compileTemplate = (sources: TemplateSources): ((data: JsonObject) => string) => {
  const handlebars = Handlebars.create();
  for (const name of Object.keys(handlebars.helpers)) {
    if (!(blockHelpers as readonly string[]).includes(name)) handlebars.unregisterHelper(name);
  }
  handlebars.registerHelper(createHelpers());
  let rounds = 0;
  const each = handlebars.helpers.each as Handlebars.HelperDelegate;
  handlebars.registerHelper(
    'each',
    function (this: unknown, list: unknown, options: Handlebars.HelperOptions) {
      if (list === undefined)
        throw new TemplateError('l’elenco da scorrere non c’è nei dati di questa pratica');
      const body = (context: unknown, runtime?: Handlebars.RuntimeOptions): string => {
        if ((rounds += 1) > limits.rounds) throw new TemplateError('i cicli del modello girano troppe volte');
        return options.fn(context, runtime);
      };
      return each.call(this, list, { ...options, fn: body }) as string;
    },
  );

  const partials = new Set(Object.keys(sources.parts));
  const options = {
    noEscape: true,
    knownHelpersOnly: true,
    preventIndent: true,
    knownHelpers: knownHelpers(),
  };
  const prepare = (source: string, trusted: boolean): Handlebars.TemplateDelegate => {
    checkSource(source);
    const program = handlebars.parse(source);
    checkProgram(program, { partials, trusted });
    const text = wrapValues(program);
    if (!trusted) checkMarkup(text);
    return handlebars.compile(program, options);
  };
  for (const [name, source] of Object.entries(sources.parts)) {
    handlebars.registerPartial(
      name,
      inPart(name, () => prepare(source, false)),
    );
  }
  const render = prepare(sources.letterhead, true);

  return (data) => {
    rounds = 0;
    const output = render(JSON.parse(JSON.stringify(data)));
    if (output.length > limits.outputChars) throw new TemplateError('la lettera che ne esce è troppo lunga');
    return output;
  };
};

const knownHelpers = (): Record<string, boolean> =>
  Object.fromEntries(
    [wrapped, 'stringa', ...blockHelpers, ...Object.keys(valueHelpers)].map((name) => [name, true]),
  );

/** Says in which part a fault is: the analyst wrote only one of them. */
const inPart = <T>(name: string, run: () => T): T => {
  try {
    return run();
  } catch (error) {
    const field = error instanceof TemplateError ? error.field : undefined;
    throw new TemplateError(`parte «${name}»: ${(error as Error).message}`, field);
  }
};
