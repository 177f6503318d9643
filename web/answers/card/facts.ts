import type { Stop } from '../../../law/term/ledger.js';
import type { DiagramElement, DiagramModel } from '../../../processes/catalogue/diagram-model.js';
import type { Municipality } from '../../../processes/catalogue/municipality.js';
import { publicWords } from '../../../processes/catalogue/public-words.js';
import type { Sheet } from '../../../processes/catalogue/sheet.js';
import type { Translate } from '../../i18n.js';

/** One place at which a case stands; a case can stand at several. */
export interface AtRest {
  element: DiagramElement;
  /** Offices that have the task: the engine's word, where a repetition gives each its own. */
  offices: string[];
  since: Date | null;
  /** The office's own date for a task, not the law's. */
  dueAt: Date | null;
  /** Who has taken the task. */
  holder: string | null;
  isBlocked: boolean;
}

export interface Present {
  /** `set-aside`: the engine has given the case up, and somebody must look. */
  state: 'starting' | 'open' | 'set-aside' | 'closed';
  /** Name of the end reached. */
  outcome: string | null;
  closedAt: Date | null;
  resting: AtRest[];
}

/** A letter that has left the Comune, as far as the answer speaks of it. */
export interface ToldLetter {
  /** L1 … L16 */
  code: string;
  subject: string;
  at: Date;
  /** `0000123/2026`; empty when not known. */
  protocol: string;
  /** Null for one that nobody delivers, such as a receipt given over the counter. */
  way: 'under-way' | 'sent' | 'to-hand-over' | 'handed-over' | null;
}

/** Everything an answer is drawn from. */
export interface CardFacts {
  model: DiagramModel;
  sheet: Sheet;
  municipality: Pick<Municipality, 'offices' | 'substitute'>;
  present: Present;
  presentedAt: Date;
  /** `2026-04-01`; null when the case has no term. */
  dueDate: string | null;
  /** In which the law's term stands just now: why, and the last day for an answer. */
  stop: Pick<Stop, 'title' | 'until' | 'answerBy' | 'expiryMessage'> | null;
  /** The moment at which the answer is given. */
  now: Date;
  /** Oldest first. */
  letters: ToldLetter[];
  /** Names of the messages that the case takes just now. */
  awaited: string[];
  /** On the public page nobody is named, neither citizens nor clerks. */
  audience: 'desk' | 'public';
  t: Translate;
}

/** The diagram's sentence for the public; for versions published before diagrams had one, the name of the step. */
export const sentenceOf = (element: DiagramElement, t: Translate): string =>
  publicWords(element).sentence ?? t('answers.step', { step: element.name || t('answers.step.unnamed') });
