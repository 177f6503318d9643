import type { Opening } from '../../opening-hours.js';

/** Minutes of an appointment where the procedure has no length of its own. */
export const usualMinutes = 20;

export interface Taken {
  startsAt: Date;
  endsAt: Date;
}

export interface Slot extends Taken {
  isFree: boolean;
}

/**
 * The places of one day: one after the other from each opening, as long as they end before the closing.
 * @param parallel how many persons the desk receives at one time
 * @param now places that have begun are not offered
 */
export const slotsOf = (
  openings: readonly Opening[],
  {
    minutes,
    parallel,
    taken,
    now,
  }: { minutes: number; parallel: number; taken: readonly Taken[]; now: Date },
): Slot[] =>
  openings.flatMap(({ opens, closes }) => {
    const length = minutes * 60_000;
    const count = Math.floor((closes.getTime() - opens.getTime()) / length);
    return Array.from({ length: count }, (_, index) => {
      const startsAt = new Date(opens.getTime() + index * length);
      const endsAt = new Date(startsAt.getTime() + length);
      const overlapping = taken.filter((one) => one.startsAt < endsAt && one.endsAt > startsAt).length;
      return { startsAt, endsAt, isFree: overlapping < parallel };
    }).filter(({ startsAt }) => startsAt > now);
  });
