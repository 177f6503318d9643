import { open } from 'node:fs/promises';
import { extname } from 'node:path';

/** How a finished file ends, where its format says so. */
const endings: Record<string, (tail: Buffer) => boolean> = {
  '.pdf': (tail) => tail.includes('%%EOF'),
  '.jpg': (tail) => tail.includes(Buffer.from([0xff, 0xd9])),
  '.jpeg': (tail) => tail.includes(Buffer.from([0xff, 0xd9])),
  '.png': (tail) => tail.includes('IEND'),
};
const tailSize = 1024;

/** Whether a file ends as its format wants. Formats without an end of their own are taken as they are. */
export const looksWhole = async (path: string): Promise<boolean> => {
  const judge = endings[extname(path).toLowerCase()];
  if (!judge) return true;
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const length = Math.min(size, tailSize);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return judge(buffer);
  } finally {
    await file.close();
  }
};
