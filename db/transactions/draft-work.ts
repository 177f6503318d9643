import type { Knex } from 'knex';
import { demand, type Actor } from '../../core/actor.js';
import { NotFoundError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import type { Services } from '../../core/services.js';
import { audit } from '../audit.js';
import { notify } from '../listen.js';
import type { Attachment } from './attachments.js';
import { draftColumns, type CaseDraft } from './case-drafts.js';
import { accountOf } from './casework/change-case.js';
import { receiveDocument, type ReceivedDocument } from './receive-document.js';

/** A draft as any colleague of the desk finds it. */
export interface DeskDraft extends CaseDraft {
  /** Who has it now, and who began it. */
  holder: string;
  begunBy: string;
  createdAt: Date;
  takenAt: Date | null;
}

const drafts = (db: Knex): Knex.QueryBuilder =>
  db('case_draft')
    .join('account as holder', 'holder.id', 'case_draft.account_id')
    .leftJoin('account as beginner', 'beginner.id', 'case_draft.begun_by')
    .select({
      ...draftColumns,
      holder: 'holder.display_name',
      begunBy: db.raw('coalesce(beginner.display_name, holder.display_name)'),
      createdAt: 'case_draft.created_at',
      takenAt: 'case_draft.taken_at',
    });

/** A colleague's draft of a restricted procedure is nobody else's: what it says is not needed by the next. */
const demandKnown = async (
  { catalogue }: Services,
  actor: Actor,
  draft: DeskDraft | undefined,
): Promise<DeskDraft> => {
  demand(actor, 'operator');
  if (!draft) throw new NotFoundError('Modulo');
  if (draft.accountId === actor.id) return draft;
  const version = await catalogue.latest(draft.procedureId);
  if (!version || version.sheet.restricted) throw new NotFoundError('Modulo');
  return draft;
};

/** A draft of the desk: one's own, or a colleague's to be continued. @throws NotFoundError */
export const deskDraft = async (services: Services, actor: Actor, id: string): Promise<DeskDraft> =>
  demandKnown(
    services,
    actor,
    (await drafts(services.db).where('case_draft.id', id).first()) as DeskDraft | undefined,
  );

/** The draft to which a file was attached, if the actor may see it. @throws NotFoundError */
export const draftOfFile = async (
  services: Services,
  actor: Actor,
  documentId: string,
): Promise<DeskDraft> => {
  const wanted = JSON.stringify([{ documentId }]);
  const draft = (await drafts(services.db).whereRaw('attachments @> ?::jsonb', [wanted]).first()) as
    DeskDraft | undefined;
  return demandKnown(services, actor, draft);
};

/**
 * Continues a colleague's draft: from now on it is the actor's, with everything typed, attached and noted. The colleague,
 * if still on it, is told; both are named in the trail. One's own stays as it is.
 */
export const takeDraft = (services: Services, actor: Actor, id: string): Promise<void> =>
  services.db.transaction(async (trx) => {
    await trx('case_draft').where({ id }).forUpdate().first('id');
    const draft = await deskDraft({ ...services, db: trx }, actor, id);
    if (draft.accountId === actor.id) return;
    const at = services.clock.now();
    await trx('case_draft')
      .where({ id })
      .update({ account_id: accountOf(actor), taken_at: at });
    await audit(trx, {
      at,
      actor,
      act: 'bozza.presa',
      partyId: draft.applicantId,
      details: { bozza: id, da: draft.holder },
    });
    await notify(trx, 'projection', id);
  });

/** Leaves a hand-over note on a draft, for whoever continues it; it goes along into the case. */
export const addDraftNote = (services: Services, actor: Actor, id: string, text: string): Promise<void> =>
  services.db.transaction(async (trx) => {
    const draft = await deskDraft({ ...services, db: trx }, actor, id);
    const at = services.clock.now();
    const [last] = (await trx('case_draft_note')
      .where({ draft_id: id })
      .orderBy('id', 'desc')
      .limit(1)
      .forUpdate()) as { text: string; author_id: string }[];
    if (last?.text === text && last.author_id === actor.id) return; // the form sent twice
    await trx('case_draft_note').insert({ draft_id: id, text, author_id: accountOf(actor), at });
    await audit(trx, {
      at,
      actor,
      act: 'bozza.consegna',
      partyId: draft.applicantId,
      details: { bozza: id },
    });
    await notify(trx, 'projection', id);
  });

/**
 * Keeps what somebody typed into a draft that a colleague had taken over meanwhile: beside it, for both to read. Files
 * go to the draft itself, where they are in nobody's way.
 */
export const keepAside = (
  services: Services,
  actor: Actor,
  id: string,
  { data, received }: { data: JsonObject; received: ReceivedDocument[] },
): Promise<void> =>
  services.db.transaction(async (trx) => {
    const at = services.clock.now();
    const row = (await trx('case_draft').where({ id }).forUpdate().first('attachments')) as
      { attachments: Attachment[] } | undefined;
    if (!row) throw new NotFoundError('Modulo');
    for (const file of received) {
      row.attachments.push({
        field: file.field,
        documentId: await receiveDocument(trx, { ...file, actor, at }),
      });
    }
    await trx('case_draft')
      .where({ id })
      .update({ attachments: JSON.stringify(row.attachments) });
    await trx('case_draft_aside')
      .insert({ draft_id: id, account_id: accountOf(actor), data: JSON.stringify(data), at })
      .onConflict(['draft_id', 'account_id'])
      .merge();
    await notify(trx, 'projection', id);
  });

/** What was kept beside the holder's draft has been read and served. */
export const dropAside = async (
  services: Services,
  actor: Actor,
  id: string,
  accountId: string,
): Promise<void> => {
  const draft = await deskDraft(services, actor, id);
  if (draft.accountId !== actor.id) return;
  await services.db('case_draft_aside').where({ draft_id: id, account_id: accountId }).delete();
};

/** The draft has become a case: its hand-over notes are the case's. */
export const carryNotes = async (trx: Knex, draftId: string, caseId: string): Promise<void> => {
  await trx.raw(
    `insert into case_note (case_id, kind, text, author_id, at)
     select ?, 'hand-over', text, author_id, at from case_draft_note where draft_id::text = ? order by id`,
    [caseId, draftId],
  );
};
