import type { Knex } from 'knex';
import type { JsonObject } from '../../core/json.js';
import { dateInRome } from '../../law/calendar.js';

interface Line {
  kind: string;
  fromName: string | null;
  toName: string | null;
  at: Date;
}

/** Why somebody abstained is theirs to know and the office's; the party reads that they did (L. 241/1990 art. 6-bis). */
const abstention = 'astensione del responsabile precedente (art. 6-bis L. 241/1990)';

/**
 * Who answered for a case before and who does from when, as the assignments tell: the fields of L3. What colleagues wrote
 * to each other about it stays inside.
 */
export const changeOf = async (trx: Knex, caseId: string): Promise<JsonObject> => {
  const lines = (await trx('case_assignment as line')
    .leftJoin('account as before', 'before.id', 'line.from_id')
    .leftJoin('account as after', 'after.id', 'line.to_id')
    .where({ 'line.case_id': caseId })
    .orderBy('line.id', 'desc')
    .select({
      kind: 'line.kind',
      fromName: 'before.display_name',
      toName: 'after.display_name',
      at: 'line.at',
    })) as Line[];
  const now = lines.find(({ toName }) => toName !== null);
  const before = now && lines.slice(lines.indexOf(now)).find(({ fromName }) => fromName !== null);
  if (!now || !before) return {};
  return {
    responsabilePrecedente: before.fromName,
    responsabileNuovo: now.toName,
    responsabileDal: dateInRome(now.at),
    ...(before.kind === 'abstained' ? { responsabileMotivo: abstention } : {}),
  };
};
