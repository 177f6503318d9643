const folded = (title: string): string => title.toLocaleLowerCase('it').trim();

/**
 * The first of what the Comune acquires by itself that a request asks for all the same; null when it asks for none of it
 * (L. 241/1990 art. 18 c. 2).
 * @param asked one title for each thing that the party would have to bring
 * @param held what the procedure's sheet says that the Comune acquires
 */
export const askedThoughHeld = (asked: readonly string[], held: readonly string[]): string | null =>
  held.find((title) => folded(title) !== '' && asked.some((line) => folded(line).includes(folded(title)))) ??
  null;
