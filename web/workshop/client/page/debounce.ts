export interface Debounced {
  (): void;
  /** Whether a call still waits. */
  waits(): boolean;
}

/** Does something once, when it has not been asked for again for a while. */
export const debounce = (milliseconds: number, act: () => void): Debounced => {
  let timer = 0;
  const later = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      timer = 0;
      act();
    }, milliseconds);
  };
  return Object.assign(later, { waits: () => timer !== 0 });
};
