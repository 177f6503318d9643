import QRCode from 'qrcode';
import { expect, it } from 'vitest';
import { qrDrawing } from '../../../templates/qr-drawing.js';

const address = 'https://sportello.comune.example/stato/K7QF9ZTVMA2X';

it('draws every dark module of the code, and a blank edge of four around it', () => {
  const svg = qrDrawing(address);
  const { size, data } = QRCode.create(address, { errorCorrectionLevel: 'M' }).modules;
  expect(svg).toContain(`viewBox="0 0 ${size + 8} ${size + 8}"`);
  const dark = new Set(
    [...svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)].flatMap(([, x, y, width, back]) => {
      expect(width).toBe(back);
      return Array.from({ length: Number(width) }, (_, index) => `${Number(x) + index} ${y}`);
    }),
  );
  const expected = Array.from(data).flatMap((module, index) =>
    module ? [`${(index % size) + 4} ${Math.floor(index / size) + 4}`] : [],
  );
  expect([...dark].sort()).toEqual(expected.sort());
});

it('is the same drawing every time, so that a letter stays the same file', () => {
  expect(qrDrawing(address)).toBe(qrDrawing(address));
  expect(qrDrawing(`${address}3`)).not.toBe(qrDrawing(address));
});
