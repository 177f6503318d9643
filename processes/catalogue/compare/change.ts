/** A word of a sentence that has to be said in the reader's language too. */
export interface Word {
  word: string;
  params?: Record<string, string | number>;
}

/** One difference, to be said as a sentence: the message `compare.<key>` with its parameters. */
export interface Change {
  kind: 'added' | 'removed' | 'changed';
  key: string;
  params: Record<string, string | number | Word>;
  /** In diagrams: what is coloured. */
  elementId?: string;
}

/** What became of one file. */
export interface FileChange {
  path: string;
  kind: Change['kind'];
  /** Empty for a file of which only the lines can be shown. */
  changes: Change[];
  /** Of files that are text to be read: what goes and what comes, in order, with some lines around. */
  lines: DiffLine[];
}

export interface DiffLine {
  kind: 'same' | 'added' | 'removed' | 'gap';
  text: string;
}

export const added = (key: string, params: Change['params']): Change => ({ kind: 'added', key, params });
export const removed = (key: string, params: Change['params']): Change => ({ kind: 'removed', key, params });
export const changed = (key: string, params: Change['params']): Change => ({ kind: 'changed', key, params });

/** The same difference, at an element of a diagram. */
export const at = (elementId: string, change: Change): Change => ({ ...change, elementId });

/** What is in one list and not in the other, and what is in both, by their keys. */
export const paired = <T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => string,
): { gone: T[]; come: T[]; both: [before: T, after: T][] } => {
  const earlier = new Map(before.map((item) => [keyOf(item), item]));
  const later = new Map(after.map((item) => [keyOf(item), item]));
  return {
    gone: before.filter((item) => !later.has(keyOf(item))),
    come: after.filter((item) => !earlier.has(keyOf(item))),
    both: after.flatMap((item): [T, T][] => {
      const former = earlier.get(keyOf(item));
      return former === undefined ? [] : [[former, item]];
    }),
  };
};

/** Values as they stand in a sentence; nothing has a word of its own. */
export const said = (value: unknown): string | Word => {
  if (value === null || value === undefined || value === '') return { word: 'nothing' };
  if (typeof value === 'boolean') return { word: value ? 'yes' : 'no' };
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number') return String(value);
  return JSON.stringify(value);
};

/** Equal whatever the order of the keys. */
export const isEqual = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  ) ?? '';
