import type { Page } from 'playwright-core';
import { inject } from 'vitest';
import { answer, complete, taxCode } from '../helpers/people.js';

const base = inject('sportelloUrl');
const patience = { timeout: 60_000 };

/** A flower bed of thirty square metres, asked for at the desk. @returns the case's number; its page is open */
export const askedAtDesk = async (anna: Page, givenName: string, fifteen: string): Promise<string> => {
  await anna.goto(`${base}/desk/open?q=aiuola`);
  await anna.getByRole('link', { name: /Scegli.*aiuola/ }).click();
  await anna.getByRole('link', { name: 'Nuova persona' }).click();
  await anna.waitForURL(/parties\/new/);
  await answer(anna, { familyName: 'Giardini', givenName, taxCode: taxCode(fifteen) });
  await anna.press('#familyName', 'Enter');
  await anna.getByRole('button', { name: /Continua con/ }).click();
  await anna.waitForURL(/desk\/drafts/);
  await answer(anna, { luogo: 'piazza del Mercato', metri: '30' });
  await anna.getByRole('button', { name: 'Registra e apri la pratica' }).click();
  await anna.waitForURL(/desk\/opened/);
  await anna.getByRole('link', { name: 'Vai alla pratica' }).click();
  await anna.getByText('Tocca a Servizio ambiente').waitFor(patience);
  return /\d{4}\/\d+/.exec((await anna.textContent('h1')) ?? '')?.[0] ?? '';
};

/** Somebody of the office does a case's task, found in the office's list. */
export const doneTask = async (carla: Page, number: string, name: string): Promise<void> => {
  await carla.goto(`${base}/inbox?view=office&q=${encodeURIComponent(number)}`);
  await carla.locator('#tasks').getByRole('link', { name, exact: true }).click(patience);
  await carla.waitForURL(/\/tasks\/\d+$/);
  await complete(carla);
};

export const openCase = async (page: Page, number: string): Promise<void> => {
  await page.goto(`${base}/search?q=${encodeURIComponent(number)}`);
  await page.waitForURL(/\/cases\//);
};

const colours: Record<string, string> = {
  'rgb(179, 22, 46)': 'red',
  'rgb(0, 107, 69)': 'green',
  'rgb(0, 89, 179)': 'blue',
};

/** How elements are drawn on the page's first diagram: their colour, null where it says nothing. */
export const strokes = async (page: Page, ids: string[], shape = 'rect'): Promise<(string | null)[]> => {
  const drawn = await page.evaluate(
    ([wanted, kind]) =>
      wanted.map((id) => {
        const line = document.querySelector(`[data-element-id="${id}"] > .djs-visual > ${kind}`);
        return line && getComputedStyle(line).stroke;
      }),
    [ids, shape] as const,
  );
  return drawn.map((stroke) => colours[stroke ?? ''] ?? null);
};
