export interface Throttled {
  call(): void;
  stop(): void;
}

/**
 * Lets the first call through at once and folds those that follow within a time into one at its end, so that a burst
 * wakes a page twice and not a hundred times.
 * @param ms milliseconds between two calls
 */
export const throttled = (work: () => void, ms: number): Throttled => {
  let timer: NodeJS.Timeout | undefined;
  let again = false;
  const run = (): void => {
    again = false;
    work();
    timer = setTimeout(() => {
      timer = undefined;
      if (again) run();
    }, ms);
    timer.unref();
  };
  return {
    call() {
      if (timer) again = true;
      else run();
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      again = false;
    },
  };
};
