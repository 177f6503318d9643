import type { Services } from '../../core/services.js';
import { auditRead } from '../access.js';
import { actorOf, wantsPart, type Page } from '../page.js';

/** A page that keeps itself up to date is one reading, noted again after this long. */
const sameReadingMs = 10 * 60_000;

/**
 * Notes that a case was read. A page that asks for its own news is still the same reading, so the trail says who looked
 * and not how often the case moved; opening the page is always noted.
 */
export const auditReadOnce = async (
  services: Services,
  ctx: Page,
  { act, caseId }: { act: string; caseId: string },
): Promise<void> => {
  const actor = actorOf(ctx);
  if (wantsPart(ctx)) {
    const since = new Date(services.clock.now().getTime() - sameReadingMs);
    const known = (await services
      .db('audit')
      .where({ case_id: caseId, actor_id: actor.id, act })
      .andWhere('at', '>', since)
      .first('id')) as { id: string } | undefined;
    if (known) return;
  }
  await auditRead(services, actor, { act, caseId });
};
