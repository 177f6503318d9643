import type { Actor } from '../../core/actor.js';
import type { Services } from '../../core/services.js';
import type { AppointmentRow } from './query.js';

/** What a published procedure is called, and whether only some may know that somebody comes for it. */
export interface Title {
  title: string;
  restricted: boolean;
}

/** Titles of the published procedures by their id. */
export const titlesOf = async ({ catalogue }: Services): Promise<Map<string, Title>> => {
  const published = await catalogue.published();
  return new Map(
    published.map(({ procedureId, sheet }) => [
      procedureId,
      { title: sheet.title, restricted: sheet.restricted },
    ]),
  );
};

/**
 * An appointment as the actor may know it: what it is for stays hidden where the procedure or the case is restricted
 * (social and health matters), from everybody but who booked it.
 */
export const asKnownTo =
  (actor: Actor, titles: ReadonlyMap<string, Title>) =>
  (row: AppointmentRow): AppointmentRow & { title: string | null } => {
    const known = titles.get(row.procedureId);
    const isHidden = (row.restricted || known?.restricted) && row.bookedBy !== actor.id;
    if (isHidden) return { ...row, title: null, caseId: null, caseNumber: null };
    return { ...row, title: known?.title ?? row.procedureId };
  };
