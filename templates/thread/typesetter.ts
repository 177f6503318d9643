import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { errorText } from '../../core/errors.js';
import { inRepo } from '../../core/paths.js';
import { readFonts } from '../fonts.js';
import { splitPages } from './svg-pages.js';
import { coverageOf } from '../typography/coverage.js';

export interface Typesetter {
  /** PDF/A-2a, tagged. `at` is printed as creation date: same source, same moment, same bytes. */
  pdf(source: string, at: Date): Buffer;
  /** One SVG document per page. */
  svg(source: string): string[];
}

/** Shown in place of a character that none of the shipped fonts has: a letter with one odd sign beats no letter. */
const replacement = '\u25a1';
const isInvisible = (point: number): boolean =>
  point === 0x0a ||
  point === 0xad ||
  (point >= 0x200b && point <= 0x200f) ||
  point === 0x2060 ||
  (point >= 0xfe00 && point <= 0xfe0f);

/** Typst, in this thread. Creating it reads the fonts; a letter then takes a few milliseconds. */
export const createTypesetter = (): Typesetter => {
  const fonts = readFonts();
  const hasGlyph = coverageOf(fonts);
  const compiler = NodeCompiler.create({ workspace: inRepo('templates'), fontArgs: [{ fontBlobs: fonts }] });

  const showable = (source: string): string => {
    let out = '';
    for (const char of source) {
      const point = char.codePointAt(0) ?? 0;
      if (point < 0x7f || hasGlyph(point)) out += char;
      else if (isInvisible(point)) out += point >= 0xfe00 ? '' : char;
      else out += replacement;
    }
    return out;
  };

  /**
   * Source goes in and bytes come out in one call: a compiled document held by JavaScript would keep megabytes outside
   * the heap until a garbage collection that nothing hurries (measured: 1 MB a letter).
   */
  const typeset = <T>(run: () => T): T => {
    try {
      return run();
    } catch (error) {
      throw new Error(`Typst: ${describe(error)}`, { cause: error });
    } finally {
      compiler.evictCache(0); // no letter is like another: keeping layouts costs memory and saves no time
    }
  };

  return {
    pdf: (source, at) =>
      typeset(() => {
        const creationTimestamp = Math.floor(at.getTime() / 1000);
        return compiler.pdf(
          { mainFileContent: showable(source) },
          { pdfStandard: 'a-2a', creationTimestamp },
        );
      }),
    svg: (source) => splitPages(typeset(() => compiler.plainSvg({ mainFileContent: showable(source) }))),
  };
};

/** The compiler's error has its text in `message` and its diagnostics nowhere else. */
const describe = (error: unknown): string => errorText(error).replace(/^Error \| 0: /, '');
