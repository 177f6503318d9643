import type { SayDraftFile } from '../../draft-file/texts.js';
import type { FileState } from './state.js';

/** The state of a file as a sentence. @param timeOf writes a time as the reader does */
export const stateSaid = (state: FileState, say: SayDraftFile, timeOf: (at: Date) => string): string => {
  switch (state.is) {
    case 'saved':
      return state.at ? say('saved', { time: timeOf(state.at) }) : say('unchanged');
    case 'changed':
      return say('changed');
    case 'away':
      return say(state.kept ? 'away' : 'awayUnkept');
    case 'refused':
      return say('refused', { reason: state.message });
    case 'overtaken':
      if (!state.theirs) return say('removed');
      return say('overtaken', { name: state.theirs.savedBy, time: timeOf(new Date(state.theirs.savedAt)) });
  }
};
