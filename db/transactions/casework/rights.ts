import { may, type Actor } from '../../../core/actor.js';
import { ForbiddenError } from '../../../core/errors.js';
import type { CaseFile } from '../../models/case-file.js';

type Owned = Pick<CaseFile, 'officeId' | 'responsibleId'>;

/** The head of the office that decides the case: assigns, transfers, reopens (L. 241/1990 art. 5 c. 1). */
export const isHead = (actor: Actor, { officeId }: Owned): boolean =>
  may(actor, 'responsible') && actor.officeId === officeId;

/** The responsible officer of the case, or the head of its office. */
export const isInCharge = (actor: Actor, file: Owned): boolean =>
  isHead(actor, file) || (actor.id !== null && file.responsibleId === actor.id);

/** Back-office people write and read internal notes; the desk never does. */
export const isInside = (actor: Actor, { responsibleId }: Owned): boolean =>
  may(actor, 'officer', 'responsible') || (actor.id !== null && responsibleId === actor.id);

/** @throws ForbiddenError unless the actor is the head of the case's office */
export const demandHead = (actor: Actor, file: Owned): void => {
  if (!isHead(actor, file))
    throw new ForbiddenError('Questo spetta al responsabile dell’ufficio della pratica.');
};

/** @throws ForbiddenError unless the actor is responsible for the case or heads its office */
export const demandInCharge = (actor: Actor, file: Owned): void => {
  if (!isInCharge(actor, file)) throw new ForbiddenError('Questo spetta al responsabile della pratica.');
};

/** @throws ForbiddenError at the desk: internal notes are the offices' */
export const demandInside = (actor: Actor, file: Owned): void => {
  if (!isInside(actor, file)) throw new ForbiddenError('Le note interne sono degli uffici.');
};
