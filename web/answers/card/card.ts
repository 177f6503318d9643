import type { CardFacts } from './facts.js';
import { lastLetter } from './letter.js';
import { comesNext, type NextLine } from './next.js';
import { lawSays } from './term.js';
import { whereIs } from './where.js';
import { whoActs } from './who.js';
import { youMust } from './you.js';

/** An answer that can be read aloud: whole sentences, in the order in which people ask. */
export interface Card {
  where: string[];
  who: string[];
  term: string[];
  you: string[];
  letter: string[];
  next: NextLine[];
}

/** Draws the answer from the diagram, the sheet, the term and the letters. Pure: same facts, same words. */
export const answerCard = (facts: CardFacts): Card => ({
  where: once(whereIs(facts)),
  who: once(whoActs(facts)),
  term: lawSays(facts),
  you: once(youMust(facts)),
  letter: lastLetter(facts),
  next: comesNext(facts),
});

const once = (sentences: string[]): string[] => [...new Set(sentences)];
