import type { Knex } from 'knex';
import { onlyVisibleCases } from '../../access.js';
import type { Person } from '../../inbox/query.js';
import type { AuditRow } from '../page/timeline-query.js';

/** Lines that only the offices read: that there is an internal note is theirs to know. */
const insideOnly = new Set(['nota.aggiunta']);

/**
 * The trail of a case as far as the reader may know it: nothing of internal notes at the desk, nothing of another case
 * that they needn't know.
 */
export const toldTo = async (
  db: Knex,
  actor: Person,
  { audit, inside }: { audit: AuditRow[]; inside: boolean },
): Promise<AuditRow[]> => {
  const others = [
    ...new Set(audit.flatMap(({ details }) => (details['conId'] ? [String(details['conId'])] : []))),
  ];
  const known = new Set(
    others.length === 0
      ? []
      : ((await db('case_file')
          .whereIn('id', others)
          .modify(onlyVisibleCases(actor))
          .pluck('id')) as string[]),
  );
  return audit.filter(
    ({ act, details }) =>
      (inside || !insideOnly.has(act)) && (!details['conId'] || known.has(String(details['conId']))),
  );
};
