export interface Debounced {
  (): void;
  /** Whether a call still waits. */
  waits(): boolean;
  /** Does at once what still waits. */
  now(): void;
}

/** Does something once, when it has not been asked for again for a while. */
export const debounce = (milliseconds: number, act: () => void): Debounced => {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const run = (): void => {
    timer = null;
    act();
  };
  const later = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(run, milliseconds);
  };
  const now = (): void => {
    if (timer === null) return;
    clearTimeout(timer);
    run();
  };
  return Object.assign(later, { waits: () => timer !== null, now });
};
