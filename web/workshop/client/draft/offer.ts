import type { ModelerSettings } from '../../modeler/settings.js';
import { showMessage } from '../page/message.js';
import { whenSaid, type Say } from '../page/say.js';
import type { DraftStore } from './store.js';

/** Offers what this browser has kept from before; says when it began from a version no longer in force. */
export const offerDraft = (
  { versionId, locale }: ModelerSettings,
  { store, say, restore }: { store: DraftStore; say: Say; restore: (xml: string) => Promise<void> },
): void => {
  const draft = store.earlier();
  if (!draft) return;
  const time = whenSaid(locale, new Date(draft.savedAt));
  const sentence = say(draft.versionId === versionId ? 'draft.found' : 'draft.older', { time });
  showMessage(sentence, 'info', {
    restore: () => void restore(draft.xml),
    discard: () => store.dropEarlier(),
  });
};
