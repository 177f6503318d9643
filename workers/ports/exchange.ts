import type { Knex } from 'knex';
import type { Asking } from './simulated-table.js';

/** Something that goes to another body, and how its answer finds the case again. */
export interface Sending extends Asking {
  /** Who it goes to, as the system knows them: a body's code, a person's tax code. */
  addressee: string;
  subject: string;
  /** Name of the message the diagram waits for, and its correlation key; null when no answer is expected. */
  answer: { message: string; key: string; variable: string } | null;
  /** The same again is the same sending. */
  effectKey: string;
  at: Date;
}

/** A system outside that takes something in and answers later, by a message to the diagram. */
export interface Exchange {
  /**
   * @returns the sending's id and the addressee's name, or why it was refused, as a sentence
   * @throws Unavailable when the system doesn't answer: the step is tried again
   */
  send(trx: Knex, sending: Sending): Promise<{ id: string; name: string } | { refused: string }>;
}
