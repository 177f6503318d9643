import type Modeler from 'bpmn-js/lib/Modeler.js';

/** The whole diagram as a drawing, with the mark that bpmn.io's licence wants. */
export const svgOf = async (modeler: Modeler): Promise<Blob> => {
  const { svg } = await modeler.saveSVG();
  return new Blob([svg], { type: 'image/svg+xml' });
};

const sharpness = 2;
/** Pixels a side may have: browsers draw nothing at all on a larger sheet. */
const largestSide = 8192;

const drawnFrom = async (svg: Blob): Promise<HTMLImageElement> => {
  const image = new Image();
  image.src = URL.createObjectURL(svg);
  await image.decode().finally(() => URL.revokeObjectURL(image.src));
  return image;
};

/** The whole diagram as a picture on white. @throws Error when the browser can't draw it */
export const pngOf = async (modeler: Modeler): Promise<Blob> => {
  const image = await drawnFrom(await svgOf(modeler));
  const scale = Math.min(sharpness, largestSide / Math.max(image.width, image.height));
  const sheet = document.createElement('canvas');
  sheet.width = Math.round(image.width * scale);
  sheet.height = Math.round(image.height * scale);
  const context = sheet.getContext('2d');
  if (!context) throw new Error('this browser has no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.drawImage(image, 0, 0, sheet.width, sheet.height);
  return new Promise((resolve, reject) => {
    sheet.toBlob((picture) => (picture ? resolve(picture) : reject(new Error('no picture'))), 'image/png');
  });
};
