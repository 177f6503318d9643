import type { ServerFile } from './server.js';

/** How what is on the screen stands to what the server has. */
export type FileState =
  /** The same. `at`: when it was saved from here; null when nothing was changed yet. */
  | { is: 'saved'; at: Date | null }
  /** Something was changed a moment ago. */
  | { is: 'changed' }
  /** The server doesn't answer: it will be asked again. `kept`: whether this browser had room for a copy meanwhile. */
  | { is: 'away'; kept: boolean }
  /** Somebody else saved meanwhile (null: took the file away): the person chooses, nothing is sent until then. */
  | { is: 'overtaken'; theirs: ServerFile | null }
  /** The server says no, with its sentence: too large, a draft already published. */
  | { is: 'refused'; message: string };
