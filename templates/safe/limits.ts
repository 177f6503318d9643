/** What a template may cost. Beyond any of these it is refused or stopped, with a sentence that says why. */
export const limits = {
  /** Characters of the part that a procedure adds. */
  sourceChars: 60_000,
  /**
   * Characters of a letter's data as JSON. A heap limit of a worker thread is no protection by itself: V8 ends the whole
   * process when one allocation doesn't fit. So everything that goes in, and everything a template can multiply, is bounded.
   */
  dataChars: 1_000_000,
  /** Characters between two items that `unisci` joins. */
  separatorChars: 20,
  /** Parentheses inside one another in one expression: the parser's time grows exponentially with them. */
  parentheses: 4,
  /** Blocks inside one another. */
  blocks: 6,
  /** Loops inside one another. */
  loops: 3,
  /** Rounds of all loops of one letter together. */
  rounds: 20_000,
  /** Characters that loops may write, those of inner loops counted again. */
  loopedChars: 3_000_000,
  /** Characters handed to the typesetter. */
  outputChars: 1_500_000,
} as const;
