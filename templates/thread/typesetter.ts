import { tmpdir } from 'node:os';
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
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
  const compiler = NodeCompiler.create({ workspace: tmpdir(), fontArgs: [{ fontBlobs: fonts }] });

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

  const layOut = (source: string): NodeTypstDocument => {
    const outcome = compiler.compile({ mainFileContent: showable(source) });
    if (outcome.result && !outcome.hasError()) return outcome.result;
    throw new Error(`Typst: ${describe(outcome.takeError()?.shortDiagnostics)}`);
  };

  return {
    pdf: (source, at) => {
      try {
        const creationTimestamp = Math.floor(at.getTime() / 1000);
        return compiler.pdf(layOut(source), { pdfStandard: 'a-2a', creationTimestamp });
      } finally {
        compiler.evictCache(10); // or memory grows with every letter
      }
    },
    svg: (source) => {
      try {
        return splitPages(compiler.plainSvg(layOut(source)));
      } finally {
        compiler.evictCache(10);
      }
    },
  };
};

const describe = (diagnostics: unknown[] | undefined): string =>
  [...String(JSON.stringify(diagnostics ?? [])).matchAll(/message\\?"?: \\?"(.*?)\\?", trace/g)]
    .map(([, text]) => text)
    .join('; ') || String(diagnostics);
