import type { Actor } from '../../core/actor.js';
import { InputError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { caseByNumber, whatIsWanted } from '../search/query.js';

/**
 * The case of a number as people write it: 2026/123.
 * @throws InputError beside `case` when there is none that the actor may know
 */
export const caseIdOf = async ({ db }: Services, actor: Actor, typed: string): Promise<string> => {
  const wanted = whatIsWanted(typed);
  const [found] = wanted.kind === 'case' ? await caseByNumber(db, actor, wanted.year, wanted.number) : [];
  if (!found) throw new InputError({ case: 'Nessuna pratica ha questo numero: si scrive 2026/123.' });
  return found.id;
};
