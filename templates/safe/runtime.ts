import Handlebars from 'handlebars';
import { quoted, typstExpression } from '../typography/literal.js';
import { blockHelpers, valueHelpers } from './helpers.js';
import { limits } from './limits.js';
import { TemplateError } from './template-error.js';
import { codeHelper, wrapper } from './wrap.js';

/** Runs a helper; whatever it can't do with its value is a fault of the template, told with the name it used. */
const blaming = <T>(label: string, run: () => T): T => {
  try {
    return run();
  } catch (error) {
    if (error instanceof TemplateError) throw error;
    throw new TemplateError(`«${label}»: ${(error as Error).message}`, { field: label });
  }
};

const print = (value: unknown, label: string, source: string, line: number): string => {
  if (value === undefined)
    throw new TemplateError(`il campo «${label}» non c’è nei dati di questa pratica`, {
      field: label,
      source,
      line,
    });
  return blaming(label, () => typstExpression(value));
};

/** Where a block stands: Handlebars hands it to helpers, its types don't know. */
const placeOf = (options: Handlebars.HelperOptions): { source?: string; line?: number } => {
  const { loc } = options as { loc?: hbs.AST.SourceLocation };
  return loc ? { source: loc.source, line: loc.start.line } : {};
};

/** Counts what all loops of one letter do together; `reset` before each letter. */
const createCountedEach = (each: Handlebars.HelperDelegate) => {
  let rounds = 0;
  let written = 0;
  const counted = function (this: unknown, list: unknown, options: Handlebars.HelperOptions): string {
    if (list === undefined)
      throw new TemplateError('l’elenco da scorrere non c’è nei dati di questa pratica', placeOf(options));
    const body = (context: unknown, runtime?: Handlebars.RuntimeOptions): string => {
      if ((rounds += 1) > limits.rounds)
        throw new TemplateError('i cicli del modello girano troppe volte', placeOf(options));
      const text = options.fn(context, runtime);
      if ((written += text.length) > limits.loopedChars)
        throw new TemplateError('i cicli del modello scrivono troppo', placeOf(options));
      return text;
    };
    return each.call(this, list, { ...options, fn: body }) as string;
  };
  const reset = (): void => {
    rounds = 0;
    written = 0;
  };
  return { counted, reset };
};

export interface Runtime {
  handlebars: typeof Handlebars;
  /** All helpers there are; Handlebars refuses any other when it compiles. */
  knownHelpers: Record<string, boolean>;
  /** To be called before each letter. */
  reset: () => void;
}

/** A Handlebars of its own with our helpers only: nothing global is changed, nothing global gets in. */
export const createRuntime = (): Runtime => {
  const handlebars = Handlebars.create();
  const { counted, reset } = createCountedEach(handlebars.helpers.each as Handlebars.HelperDelegate);
  for (const name of Object.keys(handlebars.helpers)) {
    if (!(blockHelpers as readonly string[]).includes(name)) handlebars.unregisterHelper(name);
  }
  handlebars.registerHelper('each', counted);
  handlebars.registerHelper(wrapper, print);
  handlebars.registerHelper(codeHelper, (value: unknown) => quoted(typeof value === 'string' ? value : ''));
  for (const [name, run] of Object.entries(valueHelpers)) {
    handlebars.registerHelper(name, (...args: unknown[]) => blaming(name, () => run(...args.slice(0, -1))));
  }
  const names = [wrapper, codeHelper, ...blockHelpers, ...Object.keys(valueHelpers)];
  return { handlebars, knownHelpers: Object.fromEntries(names.map((name) => [name, true])), reset };
};
