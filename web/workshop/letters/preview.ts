import { BusinessError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { formsOf, parsedFile } from '../../../processes/catalogue/bundle-files.js';
import type { FolderFiles } from '../../../processes/catalogue/folder-files.js';
import type { SampleTaste } from '../../../processes/catalogue/letters/sample-answers.js';
import {
  sampleOfProcedure,
  type SampledProcedure,
} from '../../../processes/catalogue/letters/sample-letter.js';
import { sheetSchema } from '../../../processes/catalogue/sheet.js';
import type { LetterCode } from '../../../templates/letter-codes.js';

/** A letter as it would come out, or why it wouldn't. */
export interface Preview {
  /** The first pages, each as the address of an image. */
  pages: string[];
  /** How many more it has. */
  more: number;
  problem: { message: string; line: number | null } | null;
}

/** A page is half a megabyte, and comes anew each time somebody stops typing. */
const shownPages = 3;

/** What can be read of a draft's sheet and forms while they are being written. */
export const sampledProcedure = (files: FolderFiles): SampledProcedure => {
  const sheet = parsedFile('sheet.yaml', files['sheet.yaml'] ?? '', { format: 'YAML', schema: sheetSchema });
  return { sheet: 'value' in sheet ? sheet.value : null, forms: formsOf(files).forms };
};

const asImage = (svg: string): string => `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;

/** Composes a letter of a made-up case with the part as it stands on the page; whatever that holds, something is answered. */
export const previewOf = async (
  { letters, clock }: Pick<Services, 'letters' | 'clock'>,
  {
    code,
    taste,
    ownPart,
    files,
  }: { code: LetterCode; taste: SampleTaste; ownPart: string; files: FolderFiles },
): Promise<Preview> => {
  const data = sampleOfProcedure(code, taste, sampledProcedure(files));
  try {
    const pages = await letters.svgPages({ code, data, ownPart, at: clock.now() });
    const shown = pages.slice(0, shownPages).map(asImage);
    return { pages: shown, more: pages.length - shown.length, problem: null };
  } catch (error) {
    if (!(error instanceof BusinessError)) throw error;
    const line = error.details['line'];
    const problem = { message: error.message, line: typeof line === 'number' ? line : null };
    return { pages: [], more: 0, problem };
  }
};
