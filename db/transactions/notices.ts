import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { demand, type Actor, type Role } from '../../core/actor.js';
import { ConflictError, ForbiddenError, InputError, NotFoundError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { audit } from '../audit.js';
import { notify } from '../listen.js';

/** Who may write to the desk. */
export const noticeAuthors: Role[] = ['responsible', 'analyst', 'administrator'];

const day = z.iso.date('La data non esiste: scrivi gg/mm/aaaa.');
const noticeSchema = z
  .object({
    title: z
      .string()
      .trim()
      .min(1, 'Scrivi in poche parole che cosa cambia.')
      .max(120, 'Al massimo 120 caratteri.'),
    body: z
      .string()
      .trim()
      .min(1, 'Scrivi che cosa deve fare lo sportello.')
      .max(2000, 'Al massimo 2000 caratteri.'),
    important: z.boolean(),
    validFrom: day,
    validTo: day.nullable(),
    procedures: z.array(z.string()),
    offices: z.array(z.string()),
    skills: z.array(z.string().max(60)),
  })
  .refine(({ validFrom, validTo }) => validTo === null || validTo >= validFrom, {
    path: ['validTo'],
    message: 'L’ultimo giorno non può venire prima del primo.',
  });
export type NoticeInput = z.input<typeof noticeSchema>;

/** @throws InputError with a sentence beside each wrong field */
const rowOf = (input: NoticeInput) => {
  const result = noticeSchema.safeParse(input);
  if (!result.success) {
    const first = [...result.error.issues].reverse(); // the first of a field wins
    throw new InputError(Object.fromEntries(first.map(({ path, message }) => [String(path[0]), message])));
  }
  const { validFrom, validTo, ...rest } = result.data;
  return { ...rest, valid_from: validFrom, valid_to: validTo };
};

const authorId = (actor: Actor): string => {
  demand(actor, ...noticeAuthors);
  if (!actor.id) throw new ForbiddenError();
  return actor.id;
};

/** Publishes a notice; it shows from its first day on. @returns its id, the same for a repeat with the same token */
export const writeNotice = (
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  actor: Actor,
  input: NoticeInput,
  submissionToken: string = randomUUID(),
): Promise<string> =>
  db.transaction(async (trx) => {
    const by = authorId(actor);
    const at = clock.now();
    const [row] = (await trx('notice')
      .insert({
        ...rowOf(input),
        created_at: at,
        created_by: by,
        changed_at: at,
        changed_by: by,
        submission_token: submissionToken,
      })
      .onConflict('submission_token')
      .ignore()
      .returning('id')) as { id: string }[];
    if (!row) {
      const before = (await trx('notice').where({ submission_token: submissionToken }).first('id')) as {
        id: string;
      };
      return before.id;
    }
    await audit(trx, {
      at,
      actor,
      act: 'avviso.pubblicato',
      details: { avviso: row.id, titolo: input.title },
    });
    await notify(trx, 'projection');
    return row.id;
  });

/**
 * Changes a notice; everybody has to read it again.
 * @throws ConflictError when somebody else changed it in the meantime
 */
export const changeNotice = (
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  actor: Actor,
  { noticeId, version, ...input }: NoticeInput & { noticeId: string; version: number },
): Promise<void> =>
  db.transaction(async (trx) => {
    const by = authorId(actor);
    const at = clock.now();
    const changed = await trx('notice')
      .where({ id: noticeId, version, withdrawn_at: null })
      .update({ ...rowOf(input), version: version + 1, changed_at: at, changed_by: by });
    if (changed === 0) {
      throw new ConflictError('notice.changed', {
        message: 'Nel frattempo un collega ha cambiato o ritirato questo avviso.',
        remedy: 'Riapri l’avviso: trovi il testo aggiornato e puoi ripetere la modifica.',
      });
    }
    await audit(trx, {
      at,
      actor,
      act: 'avviso.modificato',
      details: { avviso: noticeId, titolo: input.title },
    });
    await notify(trx, 'projection');
  });

/** Takes a notice away; withdrawing it twice changes nothing. */
export const withdrawNotice = (
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  actor: Actor,
  noticeId: string,
): Promise<void> =>
  db.transaction(async (trx) => {
    authorId(actor);
    const at = clock.now();
    const gone = await trx('notice').where({ id: noticeId, withdrawn_at: null }).update({ withdrawn_at: at });
    if (gone === 0) return;
    await audit(trx, { at, actor, act: 'avviso.ritirato', details: { avviso: noticeId } });
    await notify(trx, 'projection');
  });

/** Notes that the actor has read a notice as it is now. @throws NotFoundError */
export const markNoticeRead = async (
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  actor: Actor,
  noticeId: string,
): Promise<void> => {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `insert into notice_read (notice_id, account_id, version, at)
     select id, ?, version, ? from notice where id = ?
     on conflict (notice_id, account_id) do update set version = excluded.version, at = excluded.at`,
    [actor.id ?? '', clock.now(), noticeId],
  );
  if (rowCount === 0) throw new NotFoundError('Avviso');
};
