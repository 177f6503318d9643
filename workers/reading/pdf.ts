import { getDocumentProxy } from 'unpdf';

/** Pages read at most: what a long paper is about is said on its first ones. */
const pageLimit = 300;

/** What pdf.js calls a piece of text; marks of structure have none. */
interface TextItem {
  str?: string;
  hasEOL?: boolean;
}

/** The text of a PDF, page by page; a scan has none. @throws Error when it is damaged or locked with a password */
export const pdfText = async (content: Uint8Array, limit: number): Promise<string> => {
  const document = await getDocumentProxy(content, { verbosity: 0 });
  const pages: string[] = [];
  let length = 0;
  for (let number = 1; number <= Math.min(document.numPages, pageLimit) && length < limit; number += 1) {
    const page = await document.getPage(number);
    const { items } = (await page.getTextContent()) as { items: TextItem[] };
    const text = items.map(({ str = '', hasEOL }) => str + (hasEOL ? '\n' : '')).join('');
    pages.push(text);
    length += text.length;
    page.cleanup();
  }
  await document.destroy();
  return pages.join('\n');
};
