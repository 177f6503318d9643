/**
 * Widths of Arial's glyphs in thousandths of the font size, by width: what bpmn-js needs to break labels into lines.
 * The same for all its metric relatives (Helvetica, Liberation Sans), which is what a browser without Arial shows.
 */
const glyphsByWidth: [number, string][] = [
  [191, "'"],
  [222, 'ijl'],
  [278, ' !,./:;I[\\]ftì’‘'],
  [333, '()-`r“”'],
  [500, 'ckJsvxyz'],
  [584, '+<=>~'],
  [611, 'FTZ'],
  [667, 'ABEKPSVXYÀÈÉ&'],
  [722, 'CDHNRUwÙ'],
  [778, 'GOQÒ'],
  [833, 'Mm'],
  [889, '%'],
  [944, 'W'],
  [1000, '—…'],
];
/** Digits and the other small letters. */
const usual = 556;

const widths = new Map(
  glyphsByWidth.flatMap(([width, glyphs]) => [...glyphs].map((glyph) => [glyph, width])),
);

/** Width of a line of text in pixels. @param size of the font, in pixels */
export const textWidth = (text: string, size: number): number =>
  ([...text].reduce((sum, glyph) => sum + (widths.get(glyph) ?? usual), 0) * size) / 1000;
