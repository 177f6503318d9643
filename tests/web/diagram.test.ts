import { readFile } from 'node:fs/promises';
import { JSDOM } from 'jsdom';
import { beforeAll, describe, expect, it } from 'vitest';
import { inRepo } from '../../core/paths.js';
import { procedureFolders } from '../../processes/catalogue/publish.js';
import { readDiagram } from '../../processes/catalogue/diagram-model.js';
import { drawDiagram } from '../../web/diagram/draw.js';
import { tidySvg } from '../../web/diagram/thread/tidy.js';

const { window } = new JSDOM('');
const svgWith = (content: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">${content}</svg>`;

describe('the drawing of a procedure', () => {
  let svg = '';
  let xml = '';
  beforeAll(async () => {
    const [folder = inRepo('processes')] = await procedureFolders();
    xml = await readFile(`${folder}/process.bpmn`, 'utf8');
    svg = await drawDiagram(xml, 'Diagramma: <prova> & "altro"');
  });

  it('shows every element of the diagram', async () => {
    const { elements, flows } = await readDiagram(xml);
    for (const id of [...elements.keys(), ...flows.keys()]) expect(svg).toContain(`data-element-id="${id}"`);
  });
  it('has nothing that the page’s policy refuses, a view box and a title', () => {
    expect(svg).not.toMatch(/\sstyle=|<script|<foreignObject|<style|\son\w+=|<!--|<\?xml|<!DOCTYPE/i);
    expect(svg).toMatch(
      /^<svg [^>]*viewBox="[\d. -]+"[^>]*role="img"[^>]*><title>Diagramma: &lt;prova&gt; &amp;/,
    );
  });
  it('names markers by content: the same at every drawing, and all of them are there', async () => {
    const again = await drawDiagram(xml, 'Diagramma: <prova> & "altro"');
    expect(again).toBe(svg);
    for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(svg).toContain(`id="${id ?? ''}"`);
  });
  it('fails on what is no diagram, and goes on drawing', async () => {
    await expect(drawDiagram('<a/>')).rejects.toThrow();
    await expect(drawDiagram('<!DOCTYPE a><a/>')).rejects.toThrow('DOCTYPE');
    expect(await drawDiagram(xml)).toContain('<svg');
  });
});

describe('tidying', () => {
  it.each(['<script>1</script>', '<foreignObject/>', '<image href="x"/>', '<a/>', '<style/>'])(
    'refuses %s',
    (content) => {
      expect(() => tidySvg(window, svgWith(content), 'x')).toThrow('non ammesso');
    },
  );
  it('turns style into attributes and leaves out handlers, links and other files', () => {
    const tidy = tidySvg(
      window,
      svgWith(
        '<path onclick="x()" href="y" fill="url(https://z)" style="stroke-width: 2px; cursor: move; display: block" d="M0,0"/>',
      ),
      'x',
    );
    expect(tidy).toContain('<path d="M0,0" stroke-width="2px"/>');
  });
});
