/** The time of the office. Everything that writes or compares a date asks it, so that tests and the gym can move it. */
export interface Clock {
  now(): Date;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that runs ahead of the machine's by an offset; `engine/clock.ts` keeps it equal to the engine's. */
export class OffsetClock implements Clock {
  constructor(public offsetMs = 0) {}

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }
}
