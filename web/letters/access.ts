import { may } from '../../core/actor.js';
import { NotFoundError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import type { CaseFile } from '../../db/models/case-file.js';
import { Letter } from '../../db/models/letter.js';
import { demandCase } from '../access.js';
import type { Person } from '../inbox/query.js';

/**
 * A letter of a case that the reader needs to know. What an office has not decided yet is its own: the desk finds letters
 * once they are registered.
 * @throws NotFoundError, RestrictedError
 */
export const demandLetter = async (
  services: Services,
  actor: Person,
  letterId: string,
): Promise<{ letter: Letter; file: CaseFile }> => {
  const letter = await Letter.query(services.db).findById(letterId);
  if (!letter || (letter.status === 'draft' && !may(actor, 'officer', 'responsible')))
    throw new NotFoundError('Lettera');
  return { letter, file: await demandCase(services, actor, letter.caseId) };
};
