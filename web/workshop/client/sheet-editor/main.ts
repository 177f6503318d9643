import type { DraftFile } from '../draft-file/draft-file.js';
import { openOnScreen } from '../draft-file/screen.js';
import { startFindings } from '../findings/findings.js';
import { editorSettings } from '../findings/settings.js';
import { part } from '../page/part.js';
import { showErrors } from './errors.js';
import { drawnFields, writtenSheet } from './server.js';

const settings = editorSettings();
const form = part<HTMLFormElement>('editor');

/** The sheet's text as the fields on the screen make it; says beside each field what is wrong with it. */
const read = async (): Promise<string> => {
  const { content, errors } = await writtenSheet(form);
  showErrors(form, errors);
  return content;
};

/** Another text comes into the fields; what they show already stays as it is, with the cursor in it. */
const show = async (content: string): Promise<void> => {
  if ((await writtenSheet(form)).content === content) return;
  part('fields').innerHTML = await drawnFields(form, { content });
};

let file: DraftFile | null = null;
let isTouched = false;
const check = startFindings(settings, { read, tell: () => undefined });
const changed = (): void => {
  isTouched = true;
  file?.changed();
  check();
};
form.addEventListener('input', changed);
file = await openOnScreen(settings, { read, show, isTouched: () => isTouched });
for (const element of document.querySelectorAll<HTMLElement>('[data-without-script]')) element.hidden = true;

/** A list gets a row more or less; the cursor goes into the new row, or to where the old one was. */
const changeList = async (action: string): Promise<void> => {
  part('fields').innerHTML = await drawnFields(form, { action });
  changed();
  const [, list = ''] = /^list-\w+:(\w+)/.exec(action) ?? [];
  const rows = form.querySelectorAll<HTMLElement>(`[name^="${list}."]:not([type="hidden"])`);
  const add = form.querySelector<HTMLElement>(`[value="list-add:${list}"]`);
  const first = action.startsWith('list-add') ? [...rows].findLast(({ id }) => /\.\d+\.\w+$/.test(id)) : null;
  const row = first?.id.replace(/\.\w+$/, '.');
  ([...rows].find(({ id }) => row && id.startsWith(row)) ?? add)?.focus();
};

form.addEventListener('submit', (event) => {
  event.preventDefault(); // everything is saved as it is typed
  const { value = '' } = (event.submitter ?? {}) as HTMLButtonElement;
  if (value.startsWith('list-')) void changeList(value);
  else file?.flush();
});
check();
