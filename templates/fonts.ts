import { readFileSync } from 'node:fs';
import { inRepo } from '../core/paths.js';

const titillium = (weight: string): string =>
  `node_modules/@expo-google-fonts/titillium-web/${weight}/TitilliumWeb_${weight}.ttf`;
const noto = (set: string, file: string): string => `node_modules/@embedpdf/fonts-${set}/fonts/${file}`;

/** Our own face, then Noto for what it lacks: Greek, Cyrillic, Devanagari; Arabic; Hebrew; Chinese and Japanese. */
const files = [
  titillium('400Regular'),
  titillium('400Regular_Italic'),
  titillium('600SemiBold'),
  titillium('700Bold'),
  noto('latin', 'NotoSans-Regular.ttf'),
  noto('latin', 'NotoSans-Italic.ttf'),
  noto('latin', 'NotoSans-SemiBold.ttf'),
  noto('latin', 'NotoSans-Bold.ttf'),
  noto('arabic', 'NotoNaskhArabic-Regular.ttf'),
  noto('arabic', 'NotoNaskhArabic-Bold.ttf'),
  noto('hebrew', 'NotoSansHebrew-Regular.ttf'),
  noto('hebrew', 'NotoSansHebrew-Bold.ttf'),
  noto('sc', 'NotoSansHans-Regular.otf'),
];

/**
 * Reads the shipped fonts: 12 MB, once per typesetting thread. Typst also sees the machine's fonts, but ours come first and
 * the letterhead names only ours, so every weight that letters use has to be here.
 */
export const readFonts = (): Buffer[] => files.map((file) => readFileSync(inRepo(file)));
