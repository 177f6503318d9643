import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { inRepo } from '../../core/paths.js';
import { axeFindings } from './browser.js';

const widths = [768, 1280];

/** A picture of the page into `test-results/`, where `SPORTELLO_PICTURES` asks for them. */
export const picture = async (page: Page, name: string): Promise<void> => {
  if (!process.env['SPORTELLO_PICTURES']) return;
  await page.screenshot({ path: inRepo(`test-results/${name}.png`), fullPage: true });
};

/** What is wrong with the page as it stands: accessibility, wider than the window. @param name of its picture */
export const lookHere = async (page: Page, name: string): Promise<void> => {
  const at = `${name}-${page.viewportSize()?.width ?? 0}`;
  await picture(page, at);
  expect(await axeFindings(page), at).toEqual([]);
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(wider, `${at} is wider than the window`).toBe(false);
};

/** Looks at pages at both widths; a page keeps the wide one. */
export const lookInto =
  (folder: string) =>
  async (page: Page, name: string): Promise<void> => {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      await lookHere(page, `${folder}/${name}`);
    }
  };

export const look = lookInto('pages');
