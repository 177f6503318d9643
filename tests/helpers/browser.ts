import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page } from 'playwright-core';

const places = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium-headless-shell', // draws no window that nobody sees: tests take less of the machine
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** @throws Error in Italian when there is no browser on this machine */
export const chromiumPath = (): string => {
  const found = places.find((path) => path && existsSync(path));
  if (found) return found;
  throw new Error(
    'Manca un browser per le prove: installa Chromium (Debian: apt install chromium) o indica CHROMIUM.',
  );
};

const launch = async (): Promise<Browser> => {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  // It goes on for the worker's next file, and ends with the worker
  browser.close = async () => void (await Promise.all(browser.contexts().map((context) => context.close())));
  return browser;
};

let launched: Promise<Browser> | undefined;

/**
 * A real browser, talking to nobody but the pages under test: one for all files of a worker, which come one after the
 * other. Closing it closes its contexts, each of which has a fresh profile.
 */
export const launchBrowser = (): Promise<Browser> => (launched ??= launch());

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds against WCAG 2.2 AA on the page as it is now: one line per finding, empty when clean. */
export const axeFindings = async (page: Page): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(
          context: Document,
          options: object,
        ): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>;
      };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await axe.run(document, {
      runOnly: { type: 'tag', values: tags },
      resultTypes: ['violations'],
      preload: false, // style sheets again, for rules of other levels
    });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    );
  });
};
