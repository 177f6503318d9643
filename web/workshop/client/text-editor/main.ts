import type { DraftFile } from '../draft-file/draft-file.js';
import { openOnScreen } from '../draft-file/screen.js';
import { startFindings, type FileFinding } from '../findings/findings.js';
import { editorSettings } from '../findings/settings.js';
import { part } from '../page/part.js';
import { codeArea } from './code-area.js';

const settings = editorSettings();
const content = part<HTMLTextAreaElement>('content');
const area = codeArea(content);

const linesOf = (found: readonly FileFinding[]): number[] => found.flatMap(({ line }) => line ?? []);
const check = startFindings(settings, {
  read: () => area.text(),
  tell: (found) => area.markWrong(linesOf(found)),
});

for (const element of document.querySelectorAll<HTMLElement>('[data-insert]')) element.hidden = false;

document.addEventListener('click', ({ target }) => {
  const button = (target as Element).closest<HTMLElement>('[data-insert], [data-line]');
  if (button?.dataset['insert']) area.insert(button.dataset['insert']);
  if (button?.dataset['line']) area.goTo(Number(button.dataset['line']));
});

let file: DraftFile | null = null;
let isTouched = false;
content.addEventListener('input', () => {
  isTouched = true;
  file?.changed();
  check();
});
file = await openOnScreen(settings, {
  read: () => area.text(),
  show: (text) => area.show(text),
  isTouched: () => isTouched,
});
for (const element of document.querySelectorAll<HTMLElement>('[data-without-script]')) element.hidden = true;
part('editor').addEventListener('submit', (event) => {
  event.preventDefault(); // everything is saved as it is typed
  file?.flush();
});
check();
