/** A page of Typst's long SVG: its white sheet, then a group that is moved down by the pages before it. */
const page =
  /^ {4}(<path class="typst-shape"[^>]*>)\n {4}<g(?: transform="[^"]*")?>\n([\s\S]*?)\n {4}<\/g>$/gm;
const definitions = /^ {4}<defs[\s\S]*?^ {4}<\/defs>$/gm;
const sheet = /v (\d+(?:\.\d+)?) h (\d+(?:\.\d+)?)/;
const glyphId = /(?:xlink:href="#|url\(#|id=")([\w-]+)/g;

/**
 * Typst draws all pages below one another in one SVG; a preview wants them apart.
 * @param svg as `plainSvg` writes it
 * @returns one SVG document per page, each with the glyphs
 * @throws Error if the drawing isn't as expected (Typst changed)
 */
export const splitPages = (svg: string): string[] => {
  const shared = (svg.match(definitions) ?? []).join('\n');
  const pages = [...svg.matchAll(page)].map(([, background = '', body = ''], index) => {
    const [, height = '841.89', width = '595.28'] = sheet.exec(background) ?? [];
    const content = `${background}\n<g>\n${body}\n</g>\n${shared}`;
    // Pages end up side by side in one document: their ids must not meet.
    const own = content.replace(
      glyphId,
      (reference, id: string) => reference.slice(0, -id.length) + `p${index + 1}-${id}`,
    );
    return `<svg class="typst-doc" viewBox="0 0 ${width} ${height}" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">\n${own}\n</svg>`;
  });
  if (pages.length === 0) throw new Error('Typst’s SVG is not as expected');
  return pages;
};
