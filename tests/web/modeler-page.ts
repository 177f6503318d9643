import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { inRepo } from '../../core/paths.js';
import { beginDraft } from '../../db/transactions/workshop/begin-draft.js';
import { draftFiles } from '../../db/transactions/workshop/draft-files.js';
import { filesOfProcedure, readFolder, type FolderFiles } from '../../processes/catalogue/folder-files.js';
import { people, type People } from '../helpers/people.js';
import { testSite, type TestSite } from './site.js';

const patience = { timeout: 60_000 };

export interface ModelerSite {
  site: TestSite;
  staff: People;
  /** The small procedure's files, of which every draft is made. */
  files: FolderFiles;
  /** A new draft, some of its files otherwise. @returns its id */
  draft(changes?: FolderFiles): Promise<string>;
  /** The draft's diagram as the server has it. */
  stored(draftId: string): Promise<string>;
  /** The draft's diagram on somebody's screen, checked and without problems. */
  open(username: string, draftId: string): Promise<Page>;
  close(): Promise<void>;
}

/** A site with drafts to draw in, and people in browsers; no engine. */
export const modelerSite = async (): Promise<ModelerSite> => {
  const site = await testSite();
  const staff = await people(site.url);
  const { db } = site.services;
  const { id } = (await db('account').where({ username: 'lara' }).first('id')) as { id: string };
  const files = await readFolder(inRepo('tests/web/workshop-procedure'), filesOfProcedure);
  return {
    site,
    staff,
    files,
    draft: (changes = {}) =>
      beginDraft(
        site.services,
        { id, name: 'Prova', roles: ['analyst'], officeId: null },
        {
          procedureId: 'prova-officina',
          title: 'Prova dell’officina',
          baseVersionId: null,
          files: { ...files, ...changes },
        },
      ),
    stored: async (draftId) => (await draftFiles(db, draftId))['process.bpmn'] ?? '',
    async open(username, draftId) {
      const page = await staff.as(username);
      await page.goto(`${site.url}/workshop/drafts/${draftId}/diagram`);
      await noProblems(page);
      return page;
    },
    async close() {
      await staff.close();
      await site.close();
    },
  };
};

export const noProblems = (page: Page): Promise<void> =>
  page.locator('#problems-count', { hasText: /^nessuno$/ }).waitFor(patience);
export const problems = (page: Page): Locator => page.locator('#problems li');
/** Waits until the page says so of its file. */
export const state = (page: Page, text: string | RegExp): Promise<void> =>
  page.locator('#file-state', { hasText: text }).waitFor(patience);
/** Waits until the page says so above the canvas. */
export const message = (page: Page, text: string): Promise<void> =>
  page.locator('#message', { hasText: text }).waitFor(patience);
/** A field of the properties panel. */
export const field = (page: Page, label: string): Locator =>
  page.locator('#properties').getByLabel(label, { exact: true });
/** A shape on the canvas. */
export const drawn = (page: Page, name: string): Locator =>
  page.locator('#canvas .djs-shape', { hasText: name }).first();

/** Opens the panel's groups that are closed. */
export const openGroups = async (page: Page): Promise<void> => {
  const closed = page.locator(
    '.bio-properties-panel-group-header:not(.open) .bio-properties-panel-group-header-title',
  );
  for (let left = await closed.count(); left > 0; left -= 1) await closed.nth(left - 1).click();
};

/** Gives the task another name in the panel. */
export const rename = async (page: Page, name: string): Promise<void> => {
  await page.locator('#canvas .djs-shape[data-element-id="Task_Look"]').click({ position: { x: 4, y: 4 } });
  await openGroups(page);
  await page.fill('#bio-properties-panel-name', name);
};

/** What a button of the download menu hands out. */
export const taken = async (page: Page, button: string): Promise<{ name: string; content: Buffer }> => {
  await page.click('#downloads summary');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(button)]);
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
};
