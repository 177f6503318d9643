import type { Services } from '../../core/services.js';
import { closePlanted, plantExpiringTerms } from '../helpers/expiring.js';

/** How long it takes until the diagrams of terms that all end in the same minute have been told. @returns milliseconds */
export const measureAlarms = async ({ db, clock }: Services, count: number): Promise<number> => {
  const begun = performance.now();
  const caseIds = await plantExpiringTerms(db, count, clock.now());
  for (;;) {
    const { rows } = await db.raw<{ rows: { n: number }[] }>(
      `select count(*)::int as n from engine_command where case_id = any(?::uuid[]) and status = 'accepted'`,
      [caseIds],
    );
    if ((rows[0]?.n ?? 0) >= count) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const ms = performance.now() - begun;
  await closePlanted(db, caseIds);
  return ms;
};
