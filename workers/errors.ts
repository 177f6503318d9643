import type { ZodError } from 'zod';

/** The variables of a job are not what its contract asks for: trying again doesn't help, a person must mend them. */
export class WrongVariables extends Error {
  /** @param wrong one Italian clause a variable: `«lettera» manca` */
  constructor(readonly wrong: string[]) {
    super(`${wrong.join('; ')}. Correggi le variabili e ritenta.`);
    this.name = 'WrongVariables';
  }

  /** Reads what zod found, naming each variable as the diagram does. */
  static of(error: ZodError, variables: Record<string, unknown>): WrongVariables {
    const names = [...new Set(error.issues.map(({ path }) => String(path[0] ?? '')))];
    return new WrongVariables(
      names.map(
        (name) => `la variabile «${name}» ${variables[name] === undefined ? 'manca' : 'non va bene'}`,
      ),
    );
  }
}

/** Something outside doesn't answer, or takes too long: the step is tried again by itself. */
export class Unavailable extends Error {
  /** @param message an Italian sentence for the page of blocked steps; never personal data, it goes to the engine */
  constructor(message: string) {
    super(message);
    this.name = 'Unavailable';
  }
}

/** Only a person can say how it goes on; trying again by itself would do harm. */
export class NeedsPerson extends Error {
  /** @param message an Italian sentence that says what to find out and what a retry will do */
  constructor(message: string) {
    super(message);
    this.name = 'NeedsPerson';
  }
}
