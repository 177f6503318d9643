import type { JsonObject } from '../../core/json.js';
import { limits } from './limits.js';
import { checkMarkup } from './markup-guard.js';
import { checkProgram, type Rules } from './rules.js';
import { createRuntime } from './runtime.js';
import { TemplateError } from './template-error.js';
import { wrapValues } from './wrap.js';

/** The sources of one letter, from the outside in. Each may include only what comes after it, so nothing goes round. */
export interface TemplateSources {
  /** Ours: the page, and the only one that may hold Typst code. Includes `lettera` and the common parts. */
  letterhead: string;
  /** The common letter; includes `parte-propria` and the common parts. */
  letter: string;
  /** What the procedure adds; includes the common parts. */
  ownPart: string;
  /** By the name used after `{{>`. */
  parts: Record<string, string>;
}

/** Said aloud, Handlebars refuses what is inherited without a warning on the console. */
const onlyOwnFields = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };

/** How deep parentheses go, counted before the parser sees them: its time doubles with each. */
const parenthesesOf = (expression: string): number => {
  let depth = 0;
  let deepest = 0;
  for (const char of expression) {
    if (char === '(') deepest = Math.max(deepest, (depth += 1));
    if (char === ')') depth -= 1;
  }
  return deepest;
};

const checkSource = (source: string): void => {
  if (typeof source !== 'string') throw new TemplateError('un modello è un testo');
  if (source.length > limits.sourceChars) throw new TemplateError('il modello è troppo lungo');
  for (const { 0: expression, index } of source.matchAll(/\{\{[^}]*/g)) {
    if (parenthesesOf(expression) > limits.parentheses)
      throw new TemplateError('troppe parentesi una dentro l’altra', {
        line: source.slice(0, index).split('\n').length,
      });
  }
};

/** Says in which source a fault is: the analyst wrote only one of them. */
const inSource = <T>(source: string, run: () => T): T => {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof TemplateError)) throw new TemplateError((error as Error).message, { source });
    throw new TemplateError(error.sentence, { ...error.place, source });
  }
};

/** Handlebars says in English what it can't read, and the line in one of two ways. */
const parseTemplate = (
  handlebars: ReturnType<typeof createRuntime>['handlebars'],
  source: string,
  name: string,
): hbs.AST.Program => {
  try {
    return handlebars.parse(source, { srcName: name });
  } catch (error) {
    const { message } = error as Error;
    const line = /on line (\d+)|- (\d+):\d+$/m.exec(message);
    const sentence = message.includes("doesn't match")
      ? 'un blocco è chiuso con il nome di un altro'
      : 'un’espressione tra graffe non si legge, o un blocco non è chiuso';
    throw new TemplateError(sentence, { line: line ? Number(line[1] ?? line[2]) : undefined });
  }
};

/**
 * Reads what a procedure adds to a letter and looks at everything that can be wrong in it without data.
 * @param common names of the parts it may include
 * @throws TemplateError with the line
 */
export const readOwnPart = (source: string, common: readonly string[]): hbs.AST.Program => {
  const { handlebars } = createRuntime();
  const name = 'parte propria';
  checkSource(source);
  const program = parseTemplate(handlebars, source, name);
  checkProgram(program, { partials: new Set(common), trusted: false });
  checkMarkup(wrapValues(parseTemplate(handlebars, source, name))); // on a copy: wrapping rewrites it
  return program;
};

/**
 * Compiles one letter.
 * @returns a function that turns JSON data into Typst source
 * @throws TemplateError for what a template may not do; the function it returns too, for a field that isn't there
 */
export const compileTemplate = (sources: TemplateSources): ((data: JsonObject) => string) => {
  const { handlebars, knownHelpers, reset } = createRuntime();
  const prepare = (name: string, source: string, rules: Rules): Handlebars.TemplateDelegate =>
    inSource(name, () => {
      checkSource(source);
      const program = parseTemplate(handlebars, source, name);
      checkProgram(program, rules);
      const text = wrapValues(program);
      if (!rules.trusted) checkMarkup(text);
      return handlebars.compile(program, {
        noEscape: true,
        knownHelpersOnly: true,
        preventIndent: true,
        knownHelpers,
      });
    });
  const common = Object.keys(sources.parts);
  const including = (...partials: string[]): Rules => ({ partials: new Set(partials), trusted: false });

  for (const [name, source] of Object.entries(sources.parts)) {
    handlebars.registerPartial(name, prepare(name, source, including()));
  }
  const ownRules = including(...common);
  handlebars.registerPartial('parte-propria', prepare('parte propria', sources.ownPart, ownRules));
  handlebars.registerPartial(
    'lettera',
    prepare('lettera', sources.letter, including(...common, 'parte-propria')),
  );
  const letterheadRules: Rules = { partials: new Set([...common, 'lettera']), trusted: true };
  const render = prepare('carta intestata', sources.letterhead, letterheadRules);

  return (data) => {
    reset();
    const output = render(JSON.parse(JSON.stringify(data)), onlyOwnFields);
    if (output.length > limits.outputChars) throw new TemplateError('la lettera che ne esce è troppo lunga');
    return output;
  };
};
