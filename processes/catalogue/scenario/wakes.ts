import type { Listener } from '../../../db/listen.js';

/** Looks again within this time even when nothing was told. */
const slowLookMs = 250;

export interface Wakes {
  /** Resolves when something of the case may have changed. Ask before looking, or a change in between is missed. */
  next(caseId: string): { changed: Promise<void>; forget(): void };
}

const made = new WeakMap<Listener, Wakes>();

/** Who waits for news of a case, on one listener. */
export const wakesOf = (listener: Listener): Wakes => {
  const known = made.get(listener);
  if (known) return known;
  const waiting = new Map<string, Set<() => void>>();
  listener.on('projection', (caseId) => {
    const awake = caseId ? [waiting.get(caseId)] : [...waiting.values()];
    awake.forEach((ones) => ones?.forEach((wake) => wake()));
  });
  const wakes: Wakes = {
    next(caseId) {
      const ones = waiting.get(caseId) ?? new Set();
      waiting.set(caseId, ones);
      let wake = (): void => undefined;
      let timer: NodeJS.Timeout | undefined;
      const forget = (): void => {
        clearTimeout(timer);
        ones.delete(wake);
      };
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, slowLookMs);
        ones.add(wake);
      });
      return { changed, forget };
    },
  };
  made.set(listener, wakes);
  return wakes;
};
