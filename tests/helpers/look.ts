import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { inRepo } from '../../core/paths.js';
import { axeFindings } from './browser.js';

const widths = [1280, 768];

/**
 * A picture of the page at both widths into test-results/pages, and what is wrong with it: accessibility, wider than the
 * window. The page keeps the first width.
 */
export const look = async (page: Page, name: string): Promise<void> => {
  for (const width of [...widths].reverse()) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: inRepo(`test-results/pages/${name}-${width}.png`), fullPage: true });
    expect(await axeFindings(page), `${name} at ${width}`).toEqual([]);
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect(wider, `${name} is wider than ${width}`).toBe(false);
  }
};
