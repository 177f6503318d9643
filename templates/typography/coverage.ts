/** Which characters a set of fonts can show, read from their cmap tables (OpenType: formats 4 and 12). */

/** A segment with a range offset may still map a point inside it to glyph 0, which is "missing". */
const glyphInSegment = (
  table: DataView,
  point: number,
  start: number,
  deltaAt: number,
  offsetAt: number,
): number => {
  const offset = table.getUint16(offsetAt);
  if (offset === 0) return (point + table.getUint16(deltaAt)) & 0xffff;
  return table.getUint16(offsetAt + offset + (point - start) * 2);
};

const readFormat4 = (table: DataView, add: (from: number, to: number) => void): void => {
  const segments = table.getUint16(6) / 2;
  for (let index = 0; index < segments; index += 1) {
    const end = table.getUint16(14 + index * 2);
    const start = table.getUint16(16 + (segments + index) * 2);
    for (let point = start; point <= end && point !== 0xffff; point += 1) {
      const deltaAt = 16 + (2 * segments + index) * 2;
      if (glyphInSegment(table, point, start, deltaAt, deltaAt + 2 * segments) !== 0) add(point, point);
    }
  }
};

const readFormat12 = (table: DataView, add: (from: number, to: number) => void): void => {
  const groups = table.getUint32(12);
  for (let index = 0; index < groups; index += 1) {
    add(table.getUint32(16 + index * 12), table.getUint32(20 + index * 12));
  }
};

const view = (font: Buffer, offset: number): DataView =>
  new DataView(font.buffer, font.byteOffset + offset, font.byteLength - offset);

const cmapOffset = (font: Buffer): number => {
  const header = view(font, 0);
  for (let index = 0; index < header.getUint16(4); index += 1) {
    const record = 12 + index * 16;
    if (header.getUint32(record) === 0x636d6170) return header.getUint32(record + 8);
  }
  throw new Error('font without a cmap table');
};

/**
 * @param fonts TrueType or OpenType files
 * @returns a function that says whether one of them has a glyph for a code point
 */
export const coverageOf = (fonts: Buffer[]): ((codePoint: number) => boolean) => {
  const covered = new Set<number>();
  const add = (from: number, to: number): void => {
    for (let point = from; point <= to; point += 1) covered.add(point);
  };
  for (const font of fonts) {
    const offset = cmapOffset(font);
    const cmap = view(font, offset);
    for (let index = 0; index < cmap.getUint16(2); index += 1) {
      const table = view(font, offset + cmap.getUint32(8 + index * 8));
      const format = table.getUint16(0);
      if (format === 4) readFormat4(table, add);
      if (format === 12) readFormat12(table, add);
    }
  }
  return (codePoint) => covered.has(codePoint);
};
