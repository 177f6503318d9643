import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { inRepo } from '../../core/paths.js';
import { launchBrowser } from '../helpers/browser.js';
import { login } from '../helpers/people.js';
import { percentile } from './figures.js';

export interface ModelerFigures {
  /** From the click to a canvas that can be drawn on, nothing in the browser's cache. */
  interactive: number;
  /** A diagram of `elements` elements, from XML to the canvas. */
  imported: number;
  elements: number;
  /** Scripts that the page loads, the largest first, in bytes as they travel. */
  chunks: [name: string, bytes: number][];
}

/** The modeler's page of a draft that is begun from a procedure, in a browser that has never seen it. */
const openedCold = async (url: string, procedureId: string): Promise<{ page: Page; ms: number }> => {
  const context = await (await launchBrowser()).newContext({ locale: 'it-IT' });
  const page = await context.newPage();
  await login(page, url, 'lara');
  await page.goto(`${url}/workshop/${procedureId}`);
  await page.locator(`form[action$="/${procedureId}/drafts"] button`).click();
  await page.waitForURL(/\/drafts\//);
  const from = performance.now();
  await page.goto(`${page.url()}/diagram`);
  await page.locator('#canvas .djs-shape').first().waitFor();
  return { page, ms: performance.now() - from };
};

/** Opens the same file again and again, as «Apri file» does. */
const importTimes = async (page: Page, xml: string, rounds: number): Promise<number[]> => {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const name = `${round}.bpmn`;
    const from = performance.now();
    await page.setInputFiles('#file', { name, mimeType: 'application/xml', buffer: Buffer.from(xml) });
    await page.locator('#message', { hasText: name }).waitFor();
    times.push(performance.now() - from);
  }
  return times;
};

const chunkSizes = (): [string, number][] =>
  readdirSync(inRepo('web/assets/dist'))
    .filter((name) => name.startsWith('modeler') && name.endsWith('.js'))
    .map((name): [string, number] => [name, gzipSync(readFileSync(inRepo(`web/assets/dist/${name}`))).length])
    .sort(([, a], [, b]) => b - a);

/** How long the modeler takes to open, and a large diagram on it; the figures of issue 7. */
export const measureModeler = async (url: string, procedureId = 'cude'): Promise<ModelerFigures> => {
  const xml = readFileSync(inRepo(`processes/${procedureId}/process.bpmn`), 'utf8');
  const cold: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    const { page, ms } = await openedCold(url, procedureId);
    cold.push(ms);
    await page.context().close();
  }
  const { page, ms } = await openedCold(url, procedureId);
  const imports = await importTimes(page, xml, 10);
  await page.context().close();
  return {
    interactive: percentile([...cold, ms], 0.5),
    imported: percentile(imports, 0.5),
    elements: xml.match(/<bpmndi:BPMNShape /g)?.length ?? 0,
    chunks: chunkSizes(),
  };
};
