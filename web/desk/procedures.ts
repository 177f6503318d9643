/** What the search looks at of a published procedure. */
export interface Searchable {
  title: string;
  summary: string;
  keywords: readonly string[];
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();

/** Words without their ending, so that "albero" finds "alberi" and "residenze" finds "residenza". */
const stems = (text: string): string[] =>
  plain(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 1)
    .map((word) => (word.length > 4 ? word.replace(/[aeiou]+$/, '') : word));

const score = (procedure: Searchable, wanted: string[]): number => {
  const places: [string[], number][] = [
    [stems(procedure.title), 4],
    [procedure.keywords.flatMap(stems), 3],
    [stems(procedure.summary), 1],
  ];
  const points = wanted.map((stem) =>
    Math.max(
      0,
      ...places.map(([words, weight]) => (words.some((word) => word.startsWith(stem)) ? weight : 0)),
    ),
  );
  return points.some((point) => point === 0) ? 0 : points.reduce((sum, point) => sum + point, 0);
};

/**
 * The procedures that a typed word may mean, best first; all of them, by title, when nothing is typed.
 * Every word must be found in the title, the keywords or the summary.
 */
export const proceduresFor = <T extends Searchable>(procedures: readonly T[], typed: string): T[] => {
  const byTitle = [...procedures].sort((a, b) => a.title.localeCompare(b.title, 'it'));
  const wanted = stems(typed);
  if (wanted.length === 0) return byTitle;
  return byTitle
    .map((procedure) => ({ procedure, points: score(procedure, wanted) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .map(({ procedure }) => procedure);
};
