import type { Actor } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import { changeCase, type CaseWork } from './change-case.js';
import { demandInside } from './rights.js';

/** `internal`: the offices' own, which the desk never reads; `hand-over`: what the next colleague must know, for both. */
export type NoteKind = 'internal' | 'hand-over';

/** Adds a note to a case. Notes are never changed, printed, or part of a letter. */
export const addNote = (
  services: Services,
  actor: Actor,
  { kind, text, ...work }: CaseWork & { kind: NoteKind; text: string },
): Promise<void> =>
  changeCase(services, actor, work, async ({ trx, file, at, accountId }) => {
    if (kind === 'internal') demandInside(actor, file);
    await trx('case_note').insert({ case_id: file.id, kind, text, author_id: accountId, at });
    return { act: kind === 'internal' ? 'nota.aggiunta' : 'consegna.aggiunta' };
  });
