import type { DraftFileSettings } from '../../draft-file/settings.js';
import { onClick, part } from '../page/part.js';
import { filledIn, timeSaid } from '../page/say.js';
import { colleaguesSaid } from './colleagues.js';
import { DraftFile } from './draft-file.js';
import { keeperIn } from './kept.js';
import { sayPresence } from './presence.js';
import { fileServer } from './server.js';
import type { FileState } from './state.js';
import { stateSaid } from './state-said.js';

const showConflict = (sentence: string, state: FileState): void => {
  const conflict = part('file-conflict');
  conflict.hidden = state.is !== 'overtaken';
  conflict.querySelector('p')?.replaceChildren(sentence);
  part('take-theirs').hidden = state.is === 'overtaken' && state.theirs === null;
};

/**
 * Opens the file that the page edits and shows beside it how it stands: the view has the partials
 * `workshop/draft-file/status` and `workshop/draft-file/conflict`.
 * @param read what is on the screen now
 * @param show puts a text onto the screen; also called with the first one
 * @param isTouched whether somebody has changed what is on the screen already: a page that comes with the text lets people
 *   write before the file is open, and that is saved like the rest
 * @returns null when the draft has no such file
 * @throws Refusal when the server can't be asked
 */
export const openOnScreen = async (
  settings: DraftFileSettings,
  {
    read,
    show,
    isTouched = () => false,
  }: {
    read: () => string | Promise<string>;
    show: (content: string) => void | Promise<void>;
    isTouched?: () => boolean;
  },
): Promise<DraftFile | null> => {
  const { draftId, path, accountId, locale, fileTexts } = settings;
  const page = crypto.randomUUID();
  const say = filledIn(fileTexts);
  const tell = (state: FileState): void => {
    const sentence = stateSaid(state, say, (at) => timeSaid(locale, at));
    part('file-state').textContent = state.is === 'overtaken' ? '' : sentence;
    part('file-state').dataset['state'] = state.is;
    showConflict(sentence, state);
  };
  const opened = await DraftFile.open({
    server: fileServer(draftId, path),
    keeper: keeperIn(localStorage, { accountId, draftId, path, page }),
    read,
    show,
    tell,
  });
  if (!opened) return null;
  const { file, content, isKept } = opened;
  if (isKept || !isTouched()) await show(content);
  if (isTouched()) file.changed();
  onClick('keep-mine', () => void file.keepMine());
  onClick('take-theirs', () => void file.takeTheirs());
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) file.flush();
  });
  window.addEventListener('online', () => file.changed());
  window.addEventListener('beforeunload', (event) => {
    if (!file.waits()) return;
    file.flush();
    event.preventDefault();
  });
  sayPresence({ draftId, path, page }, (others) => {
    part('file-colleagues').textContent = colleaguesSaid(others, path, say);
  });
  return file;
};
