import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { inRepo } from '../../core/paths.js';
import { axeFindings } from './browser.js';

/** Pictures of a page at both widths into `test-results/<folder>`; accessible, and never wider than the window. */
export const pictures =
  (folder: string) =>
  async (page: Page, name: string): Promise<void> => {
    const place = inRepo(`test-results/${folder}`);
    mkdirSync(place, { recursive: true });
    for (const width of [1280, 768]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: `${place}/${name}-${width}.png`, fullPage: true });
      expect(await axeFindings(page), name).toEqual([]);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      expect(wider, `${name} is wider than ${width}`).toBe(false);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  };
