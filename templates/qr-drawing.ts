import QRCode from 'qrcode';

/** Blank modules around a code, as readers want them (ISO/IEC 18004). */
const quiet = 4;

/** A text as the drawing of a QR code: SVG, one rectangle for each run of dark modules. Same text, same drawing. */
export const qrDrawing = (text: string): string => {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules;
  const rows = Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (__, x) => (data[y * size + x] ? '1' : '0')).join(''),
  );
  const runs = rows.flatMap((row, y) =>
    [...row.matchAll(/1+/g)].map(
      ({ 0: run, index }) => `M${index + quiet} ${y + quiet}h${run.length}v1h-${run.length}z`,
    ),
  );
  const side = size + 2 * quiet;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><path d="${runs.join('')}"/></svg>`;
};
