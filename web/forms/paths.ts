import type { FormComponent } from '../../processes/catalogue/bundle.js';

/** The path under which a list keeps its rows. */
export const pathOf = ({ path, key }: FormComponent): string => path ?? key ?? 'righe';

/**
 * Sent with every row of a list, so that a row whose questions send nothing (boxes not ticked) is not lost. No question
 * can be called so: keys have no underscore in front.
 */
export const rowMark = '_riga';

/** What the buttons of a list send as `action`; the path is the whole one, as in the names of the inputs. */
export const listActions = {
  add: (path: string): string => `list-add:${path}`,
  remove: (path: string, index: number): string => `list-remove:${path}:${index}`,
};
