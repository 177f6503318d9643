import type { Actor } from '../../../core/actor.js';
import { may } from '../../../core/actor.js';
import { ForbiddenError, InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { changeCase, type CaseWork } from './change-case.js';

/** Letters of one tag at most, and tags of one case. */
const longest = 40;
const most = 12;

/** A tag as it is kept: small letters, single spaces, so that «Asilo » and «asilo» are one. */
const tagOf = (typed: string): string => typed.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();

const demandWorker = (actor: Actor): void => {
  if (!may(actor, 'operator', 'officer', 'responsible')) throw new ForbiddenError();
};

/** Puts a tag on a case; one that it has already changes nothing. @throws InputError when it can't be a tag */
export const addTag = (
  services: Services,
  actor: Actor,
  { typed, ...work }: CaseWork & { typed: string },
): Promise<void> =>
  changeCase(services, actor, work, async ({ trx, file, at, accountId }) => {
    demandWorker(actor);
    const tag = tagOf(typed);
    if (!tag || tag.length > longest) throw new InputError({ tag: `Scrivi da 1 a ${longest} caratteri.` });
    const tags = (await trx('case_tag').where({ case_id: file.id }).pluck('tag')) as string[];
    if (tags.length >= most && !tags.includes(tag)) {
      throw new InputError({ tag: `Una pratica ha al massimo ${most} etichette: togline una.` });
    }
    await trx('case_tag')
      .insert({ case_id: file.id, tag, by_id: accountId, at })
      .onConflict(['case_id', 'tag'])
      .ignore();
    return { act: 'etichetta.messa', details: { etichetta: tag } };
  });

/** Takes a tag off a case. */
export const removeTag = (
  services: Services,
  actor: Actor,
  { tag, ...work }: CaseWork & { tag: string },
): Promise<void> =>
  changeCase(services, actor, work, async ({ trx, file }) => {
    demandWorker(actor);
    await trx('case_tag').where({ case_id: file.id, tag }).delete();
    return { act: 'etichetta.tolta', details: { etichetta: tag } };
  });
