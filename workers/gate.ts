/** Lets a number of works run at once; the others wait in the order they came. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * All job types share one pool of connections with the pages: without a gate a burst of jobs would take them all.
 * @param places how many run at once
 */
export const createGate = (places: number): Gate => {
  let free = places;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
};
