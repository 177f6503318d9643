import type { SayDraftFile } from '../../draft-file/texts.js';
import type { Colleague } from './presence.js';

const names = (colleagues: readonly Colleague[]): string =>
  [...new Set(colleagues.map(({ name }) => name))].join(', ');

/**
 * Who else is here, in a sentence: first those who have this very file open.
 * @returns empty when nobody has
 */
export const colleaguesSaid = (others: readonly Colleague[], path: string, say: SayDraftFile): string => {
  const here = others.filter((colleague) => colleague.path === path);
  if (here.length > 0) return say('here', { names: names(here) });
  return others.length > 0 ? say('elsewhere', { names: names(others) }) : '';
};
