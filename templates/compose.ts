import { createHash } from 'node:crypto';
import { BusinessError } from '../core/errors.js';
import type { JsonObject } from '../core/json.js';
import { type LetterCode } from './letter-codes.js';
import { letterDataSchema, type CompleteLetterData, type LetterData } from './letter-data.js';
import { demandComplete } from './mandatory.js';
import type { TemplateSources } from './safe/environment.js';
import { limits } from './safe/limits.js';
import type { TemplatePlace } from './safe/template-error.js';
import { readLetterSources, versionOf, type PrintedDocument } from './sources.js';
import type { RenderAnswer, RenderJob } from './thread/protocol.js';
import { createRenderThread, ThreadStopped, type RenderThread } from './thread/thread.js';
import { typesetterVersion } from './typesetter-version.js';
import { templateView } from './view.js';

export interface LetterInput {
  code: LetterCode;
  data: LetterData;
  /** What the procedure adds to the common letter: Handlebars over Typst markup, `processes/<id>/letters/<code>.hbs`. */
  ownPart?: string;
  /** The PDF's creation date: same input, same bytes. */
  at: Date;
}

export interface ComposedLetter {
  /** PDF/A-2a and PDF/UA-1 in one file. */
  pdf: Buffer;
  /** SHA-256 of the PDF, hexadecimal. */
  sha256: string;
  /** SHA-256 of letterhead, letter, common parts and own part. */
  templateVersion: string;
  /** The text of which that is the hash: with it the letter can be made again. */
  sources: TemplateSources;
  /** Programs and fonts. */
  typesetter: string;
}

/**
 * Makes letters. Every method throws BusinessError `letter.incomplete` (names the article), `letter.data` (data that are
 * no letter data) or `letter.template` (what the template does wrong; its details are the TemplatePlace).
 */
export interface LetterComposer {
  compose(input: LetterInput): Promise<ComposedLetter>;
  /**
   * Makes a letter again from the text that was stored with it, whatever the templates say now. What the law wanted of it
   * was looked at when it was made.
   */
  recompose(input: Omit<LetterInput, 'ownPart'> & { sources: TemplateSources }): Promise<ComposedLetter>;
  /** Makes a document of ours that is no letter, such as the daily register. */
  print(input: { document: PrintedDocument; data: JsonObject; at: Date }): Promise<ComposedLetter>;
  /** The pages as SVG, for a preview; mandatory content is not demanded. */
  svgPages(input: LetterInput): Promise<string[]>;
  /** Whether a procedure's own part may be used at all; throws `letter.template` with the line. Needs no data. */
  check(code: LetterCode, ownPart: string): Promise<void>;
  close(): Promise<void>;
}

export interface ComposerOptions {
  /** Milliseconds one letter may take before its thread is replaced. */
  timeLimitMs?: number;
  /** JavaScript heap of the typesetting thread, megabytes. */
  memoryLimitMb?: number;
}

/** Starts nothing by itself: the typesetting thread is made for the first letter and replaced when one misbehaves. */
export const createLetterComposer = ({
  timeLimitMs = 10_000,
  memoryLimitMb = 256,
}: ComposerOptions = {}): LetterComposer => {
  const letterSources = readLetterSources();
  const thread = createRenderThread({ timeLimitMs, memoryLimitMb });
  // Long documents, and templates that an analyst only tries, have threads of their own: no letter waits for them
  const printing = createRenderThread({ timeLimitMs: timeLimitMs * 6, memoryLimitMb });
  const trying = createRenderThread({ timeLimitMs, memoryLimitMb });

  const run = async (
    on: RenderThread,
    { code, ownPart = '' }: Pick<LetterInput, 'code' | 'ownPart'>,
    job: Pick<RenderJob, 'data' | 'at' | 'as'>,
  ) => typeset(on, code, letterSources.of(code, ownPart), job);
  const typeset = async (
    on: RenderThread,
    code: LetterCode | PrintedDocument,
    { sources, version }: Pick<RenderJob, 'sources' | 'version'>,
    job: Pick<RenderJob, 'data' | 'at' | 'as'>,
  ) => {
    const answer = await on.run({ version, sources, ...job }).catch((error: unknown): RenderAnswer => {
      if (error instanceof ThreadStopped) return { outcome: 'template', message: error.message, place: {} };
      throw error;
    });
    if (answer.outcome === 'fault') throw new Error(`letter ${code}: ${answer.message}`);
    if (answer.outcome === 'template') throw templateError(code, answer.message, answer.place);
    return { answer, version, sources };
  };
  const jobOf = (
    { at }: LetterInput,
    data: CompleteLetterData,
    as: RenderJob['as'],
  ): Pick<RenderJob, 'data' | 'at' | 'as'> => ({ data: templateView(data), at: at.toISOString(), as });

  return {
    compose: async (input) => {
      const data = readData(input);
      demandComplete(data);
      return asPdf(await run(thread, input, jobOf(input, data, 'pdf')));
    },
    recompose: async ({ code, data, sources, at }) =>
      asPdf(
        await typeset(
          thread,
          code,
          { sources, version: versionOf(sources) },
          { data: templateView(readData({ code, data, at })), at: at.toISOString(), as: 'pdf' },
        ),
      ),
    print: async ({ document, data, at }) =>
      asPdf(
        await typeset(printing, document, letterSources.document(document), {
          data,
          at: at.toISOString(),
          as: 'pdf',
        }),
      ),
    svgPages: async (input) => {
      const { answer } = await run(trying, input, jobOf(input, readData(input), 'svg'));
      if (answer.outcome !== 'svg') throw new Error('the typesetting thread answered another question');
      return answer.pages;
    },
    check: async (code, ownPart) => {
      await run(trying, { code, ownPart }, { data: {}, at: new Date(0).toISOString(), as: 'check' });
    },
    close: async () => {
      await Promise.all([thread, printing, trying].map((one) => one.close()));
    },
  };
};

const asPdf = ({
  answer,
  version,
  sources,
}: {
  answer: RenderAnswer;
  version: string;
  sources: TemplateSources;
}): ComposedLetter => {
  if (answer.outcome !== 'pdf') throw new Error('the typesetting thread answered another question');
  const pdf = Buffer.from(answer.pdf);
  return {
    pdf,
    sha256: createHash('sha256').update(pdf).digest('hex'),
    templateVersion: version,
    sources,
    typesetter: typesetterVersion(),
  };
};

const readData = ({ code, data }: LetterInput): CompleteLetterData => {
  const result = letterDataSchema.safeParse(data);
  if (!result.success)
    throw dataError(code, result.error.issues.map(({ path }) => path.join('.')).join(', '));
  if (result.data.letter.code !== code) throw dataError(code, 'letter.code');
  if (JSON.stringify(result.data).length > limits.dataChars)
    throw dataError(code, 'troppo grandi per una lettera');
  return result.data;
};

const dataError = (code: LetterCode, where: string): BusinessError =>
  new BusinessError('letter.data', {
    message: `I dati della lettera ${code} non sono come devono essere: ${where}.`,
    remedy:
      'Controlla i dati della pratica e del Comune indicati; se sono giusti avvisa l’amministratore di Sportello.',
    field: where,
  });

const templateError = (
  code: LetterCode | PrintedDocument,
  message: string,
  place: TemplatePlace,
): BusinessError =>
  new BusinessError('letter.template', {
    message: `Il modello della lettera ${code} non va: ${message}.`,
    remedy: 'L’analista corregge il modello nell’officina; la lettera si può poi ricomporre.',
    details: { ...place },
    ...(place.field === undefined ? {} : { field: place.field }),
  });
