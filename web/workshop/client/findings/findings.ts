import { debounce } from '../page/debounce.js';
import { part } from '../page/part.js';
import { post, Refusal } from '../page/server.js';
import type { EditorSettings } from './settings.js';

/** One thing that is wrong, as the server's check tells it. */
export interface FileFinding {
  file: string;
  message: string;
  severity: 'error' | 'warning';
  line?: number;
}

const afterTyping = 900;

const button = (label: string, line: number): HTMLElement => {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'btn btn-link btn-sm';
  element.dataset['line'] = String(line);
  element.textContent = `${label} ${line}`;
  return element;
};

const entry = ({ message, severity, line }: FileFinding, { texts }: EditorSettings): HTMLElement => {
  const item = document.createElement('li');
  const strong = document.createElement('strong');
  strong.className = `tone-${severity}`;
  strong.textContent = texts[severity];
  const sentence = document.createElement('span');
  sentence.textContent = message;
  item.append(strong, ' ', ...(line ? [button(texts.line, line), ' '] : []), sentence);
  return item;
};

const nothing = ({ texts }: EditorSettings): HTMLElement => {
  const item = document.createElement('li');
  item.className = 'muted';
  item.textContent = texts.none;
  return item;
};

/**
 * Asks the server, a moment after each change, what is wrong in the file as it is on the screen, and shows it in the page's
 * list. A server that is away leaves the list as it was: the file's own state says so.
 * @returns to be called at each change
 */
export const startFindings = (
  settings: EditorSettings,
  { read, tell }: { read: () => string | Promise<string>; tell: (found: readonly FileFinding[]) => void },
): (() => void) => {
  let asked = 0;
  const ask = async (): Promise<void> => {
    const mine = (asked += 1);
    const unsaved = { [settings.path]: await read() };
    const address = `/workshop/drafts/${settings.draftId}/check`;
    const { findings } = await post<{ findings: FileFinding[] }>(address, { unsaved });
    if (mine !== asked) return; // an older answer
    const found = findings
      .filter(({ file }) => file === settings.path)
      .sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
    const entries = found.map((finding) => entry(finding, settings));
    part('findings').replaceChildren(...(entries.length > 0 ? entries : [nothing(settings)]));
    tell(found);
  };
  return debounce(afterTyping, () => {
    ask().catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
    });
  });
};
