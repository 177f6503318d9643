import type { Knex } from 'knex';

export interface AnprPerson {
  resident: boolean;
  address: string;
}

/** Somebody whose residence changes; who has no tax code yet can't be found again, but moves all the same. */
export interface AnprMember {
  name: string;
  taxCode: string | null;
  birthDate: string | null;
}

export interface AnprChange {
  caseId: string;
  /** Who declares comes first. */
  members: AnprMember[];
  address: string;
  /** `yyyy-mm-dd`, from when the residence counts. */
  from: string;
  at: Date;
}

/** The national register of residents (ANPR), as far as Sportello needs it. */
export interface Anpr {
  /** @throws Unavailable when the register doesn't answer: the step is tried again */
  find(trx: Knex, taxCode: string): Promise<AnprPerson | null>;
  /**
   * Registers the new residence of all members. The same case again returns its registration.
   * @returns the register's id of the change, or why it refuses, as a sentence
   * @throws Unavailable
   */
  register(trx: Knex, change: AnprChange): Promise<{ id: string } | { refused: string }>;
  /** Puts the earlier residences back, as if the change had never been. @returns whether there was one to undo */
  restore(trx: Knex, caseId: string, at: Date): Promise<boolean>;
}
