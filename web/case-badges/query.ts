import type { Knex } from 'knex';
import { may, type Actor } from '../../core/actor.js';

/** What has happened to a case since the reader last looked at it, in the order in which it is shown. */
export const badgeKinds = [
  'answer',
  'opinion',
  'correction',
  'document',
  'message',
  'note',
  'of-age',
] as const;
export type BadgeKind = (typeof badgeKinds)[number];

/** Acts of the trail that wait for somebody to look, and whose they are: the desk's, the offices' or everybody's. */
const acts: { act: string; kind: BadgeKind; for?: 'desk' | 'office' }[] = [
  { act: 'richiedente.maggiorenne', kind: 'of-age' },
  { act: 'consegna.aggiunta', kind: 'note' },
  { act: 'nota.aggiunta', kind: 'note', for: 'office' }, // the desk doesn’t know that there are internal notes
  { act: 'atto.ricevuto', kind: 'answer' },
  { act: 'documento.nuova-versione', kind: 'document' },
  { act: 'quesito.risposto', kind: 'message', for: 'desk' },
  { act: 'quesito.restituito', kind: 'message', for: 'desk' },
  { act: 'quesito.inviato', kind: 'message', for: 'office' },
  { act: 'quesito.rinviato', kind: 'message', for: 'office' },
];

const actsFor = (actor: Actor): Map<string, BadgeKind> => {
  const side = may(actor, 'operator') ? 'desk' : 'office';
  return new Map(acts.filter((one) => !one.for || one.for === side).map(({ act, kind }) => [act, kind]));
};

/**
 * What is new on each of some cases for a reader: done by others since the reader's own last look at it, which the trail
 * knows. A case never looked at has news only for its responsible officer and for who opened it. One query for a list.
 * @param caseIds those of the list that the reader may see
 */
export const caseBadges = async (
  db: Knex,
  actor: Actor & { id: string },
  caseIds: string[],
): Promise<Map<string, BadgeKind[]>> => {
  if (caseIds.length === 0) return new Map();
  const known = actsFor(actor);
  const { rows } = await db.raw<{ rows: { caseId: string; what: string }[] }>(
    `with file as (
       select case_file.id, coalesce(
         (select max(look.at) from audit look
          where look.case_id = case_file.id and look.actor_id = :me and look.act = 'pratica.letta'),
         case when :me in (case_file.responsible_id, case_file.opened_by) then case_file.opened_at end) as since
       from case_file where case_file.id = any(:caseIds)),
     seen as (select id, since from file where since is not null)
     select distinct seen.id as "caseId", done.act as what from seen
     join audit done on done.case_id = seen.id and done.at > seen.since and done.act = any(:acts)
       and done.actor_id is distinct from :me
     union
     select seen.id, 'opinion' from seen
     join audit done on done.case_id = seen.id and done.at > seen.since and done.act = 'compito.completato'
     join account on account.id = done.actor_id and account.office_id is distinct from :office
     union
     select seen.id, 'correction' from seen
     join case_party on case_party.case_id = seen.id
     join audit done on done.party_id = case_party.party_id and done.at > seen.since
       and done.act = 'soggetto.modificato' and done.actor_id is distinct from :me
     union
     select seen.id, 'document' from seen
     join document on document.case_id = seen.id and document.direction = 'incoming'
       and document.created_at > seen.since and document.uploaded_by is distinct from :me`,
    { me: actor.id, office: actor.officeId, caseIds, acts: [...known.keys()] },
  );
  const found = new Map<string, Set<BadgeKind>>();
  for (const { caseId, what } of rows) {
    const kind = known.get(what) ?? badgeKinds.find((candidate) => candidate === what);
    if (kind) found.set(caseId, (found.get(caseId) ?? new Set()).add(kind));
  }
  return new Map([...found].map(([id, kinds]) => [id, badgeKinds.filter((kind) => kinds.has(kind))]));
};

/** Rows of a list with what is new on the case of each. */
export const withBadges = async <T>(
  db: Knex,
  actor: Actor & { id: string },
  rows: T[],
  caseIdOf: (row: T) => string,
): Promise<(T & { badges: BadgeKind[] })[]> => {
  const badges = await caseBadges(db, actor, [...new Set(rows.map(caseIdOf))]);
  return rows.map((row) => ({ ...row, badges: badges.get(caseIdOf(row)) ?? [] }));
};
