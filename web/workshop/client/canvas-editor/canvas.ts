import type { DraftFile } from '../draft-file/draft-file.js';
import { openOnScreen } from '../draft-file/screen.js';
import { startFindings } from '../findings/findings.js';
import type { EditorSettings } from '../findings/settings.js';
import { onClick, part } from '../page/part.js';

/** A drawing that stands for a file's text. */
export interface Canvas {
  read(): string | Promise<string>;
  /** @throws Error when the text can't be drawn */
  show(content: string): Promise<void>;
  /** Calls back at each change that somebody draws. */
  onChange(changed: () => void): void;
}

const sayUndrawn = (sentence: string): void => {
  const message = part('message');
  message.hidden = sentence === '';
  message.querySelector('p')?.replaceChildren(sentence);
};

/**
 * Opens the page's file on its canvas: saved as it is drawn, checked a moment later. A text that can't be drawn is said, and
 * stays as it is: the page offers it as text.
 */
export const openCanvas = async (settings: EditorSettings, canvas: Canvas): Promise<DraftFile | null> => {
  let undrawn: string | null = '';
  const read = (): string | Promise<string> => undrawn ?? canvas.read();
  const show = async (content: string): Promise<void> => {
    undrawn = content; // until it is drawn, and if it never is
    try {
      await canvas.show(content);
      undrawn = null;
    } catch {
      // a form with a key twice, a decision of another program: the finding says what, the sentence what to do
    }
    sayUndrawn(undrawn === null ? '' : settings.texts.undrawn);
  };
  const file = await openOnScreen(settings, { read, show });
  const check = startFindings(settings, { read, tell: () => undefined });
  canvas.onChange(() => {
    if (undrawn !== null) return;
    file?.changed();
    check();
  });
  return file;
};

/** The panel at the canvas's side is opened and closed. @param opened what it shows then */
export const wireSide = (opened: () => void): void => {
  onClick('side-toggle', () => {
    const side = part('side');
    side.hidden = !side.hidden;
    part('side-toggle').setAttribute('aria-expanded', String(!side.hidden));
    if (!side.hidden) opened();
  });
};
