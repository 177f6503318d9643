import type { Browser, BrowserContext, Page } from 'playwright-core';
import { TestRunner } from 'vitest';
import { inRepo } from '../../core/paths.js';
import { checkCharacter } from '../../law/codice-fiscale.js';
import { launchBrowser } from './browser.js';
import { loggedIn } from './http-session.js';

/** Somebody at their own browser. */
export type Somebody = (username: string, viewport?: { width: number; height: number }) => Promise<Page>;

/** Logged-in people, each in a browser context of their own, and what their pages complained about. */
export interface People {
  browser: Browser;
  as: Somebody;
  /** Errors of scripts and refusals of the pages' own policy, from all pages so far. */
  complaints: string[];
  /** Pictures of all open pages into test-results/failed, for whoever must find out why a test failed. */
  picture(): Promise<void>;
  /** Closes the contexts opened so far, after a picture of their pages where the test has failed. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

/** Logs in without drawing the login page, which pages.test.ts tries by keyboard, and comes to the first page. */
export const login = async (page: Page, base: string, username: string): Promise<void> => {
  const session = await loggedIn(base, username);
  await page.context().addCookies(session.cookies());
  await page.goto(base);
};

/** Starts the browser for people of the Sportello at `base`. */
export const people = async (base: string): Promise<People> => {
  const browser = await launchBrowser();
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];
  const picture = async (): Promise<void> => {
    const pages = contexts.flatMap((context) => context.pages());
    for (const [index, page] of pages.entries())
      await page.screenshot({ path: inRepo(`test-results/failed/${index}.png`), fullPage: true });
  };
  return {
    browser,
    complaints,
    async as(username, viewport = { width: 1280, height: 900 }) {
      const context = await browser.newContext({ viewport, locale: 'it-IT', reducedMotion: 'reduce' });
      contexts.push(context);
      context.setDefaultTimeout(20_000);
      const page = await context.newPage();
      page.on('pageerror', ({ message }) => complaints.push(message));
      page.on('console', (message) => {
        if (/Content Security Policy/.test(message.text())) complaints.push(message.text());
      });
      await login(page, base, username);
      return page;
    },
    picture,
    async leave() {
      if (TestRunner.getCurrentTest()?.result?.state === 'fail') await picture();
      await Promise.all(contexts.splice(0).map((context) => context.close()));
    },
    close: () => browser.close(),
  };
};

/** A tax code that holds, from its first fifteen characters. */
export const taxCode = (fifteen: string): string => fifteen + checkCharacter(fifteen);

/** Answers a form's questions by their names: text as it is typed, `true` for a tick, a value for a choice. */
export const answer = async (page: Page, answers: Record<string, string | boolean>): Promise<void> => {
  for (const [name, value] of Object.entries(answers)) {
    const question = page.locator(`main [name="${name}"]`).first();
    await question.waitFor();
    const kind = await question.evaluate((element) =>
      element instanceof HTMLInputElement ? element.type : element.tagName.toLowerCase(),
    );
    if (kind === 'radio') await page.check(`main [name="${name}"][value="${String(value)}"]`);
    else if (kind === 'checkbox') await question.setChecked(value === true);
    else if (kind === 'select') await question.selectOption(String(value));
    else await question.fill(String(value));
  }
};

/** Presses «Completa il compito» and waits until the page has gone on from the task. */
export const complete = async (page: Page): Promise<void> => {
  const task = new URL(page.url()).pathname;
  await page.getByRole('button', { name: 'Completa il compito' }).click();
  await page.waitForURL(({ pathname }) => !pathname.startsWith(task));
};
