import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a reader gets from a PDF: text with breaks as single blanks, title, language, tags and the XMP metadata. */
export interface ReadPdf {
  text: string;
  /** `pdfinfo`'s lines by their name: Title, Tagged, Pages… */
  info: Record<string, string>;
  xmp: string;
}

/** Reads a PDF as a reader's programs do (poppler). */
export const readPdf = async (pdf: Buffer): Promise<ReadPdf> => {
  const folder = await mkdtemp(join(tmpdir(), 'read-pdf-'));
  try {
    const file = join(folder, 'read.pdf');
    await writeFile(file, pdf);
    const [text, info, xmp] = await Promise.all([
      run('pdftotext', ['-layout', file, '-']),
      run('pdfinfo', [file]),
      run('pdfinfo', ['-meta', file]),
    ]);
    return {
      text: text.stdout.replace(/\u200b/g, '').replace(/\s+/g, ' '),
      info: Object.fromEntries(
        info.stdout
          .split('\n')
          .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
      ) as Record<string, string>,
      xmp: xmp.stdout,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
};
