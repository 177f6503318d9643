import type { ModelerSettings } from '../../modeler/settings.js';
import { showMessage } from '../page/message.js';
import type { SayModeler } from '../../modeler/texts.js';
import { dayAndTimeSaid } from '../page/say.js';
import type { Draft, DraftStore } from './store.js';

/** Offers what this browser has kept from before; says when it began from a version no longer in force. */
export const offerDraft = (
  { versionId, locale }: ModelerSettings,
  { store, say, restore }: { store: DraftStore; say: SayModeler; restore: (draft: Draft) => Promise<void> },
): void => {
  const draft = store.earlier();
  if (!draft) return;
  const time = dayAndTimeSaid(locale, new Date(draft.savedAt));
  const sentence = say(draft.versionId === versionId ? 'draft.found' : 'draft.older', { time });
  const takeOver = (): void => {
    if (store.save(draft.versionId, draft.xml)) store.dropEarlier(); // it is this opening's from now on
    void restore(draft);
  };
  showMessage(sentence, 'info', {
    restore: takeOver,
    discard: () => store.dropEarlier(),
  });
};
