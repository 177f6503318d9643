import { isMap, isScalar, parseDocument } from 'yaml';

/** The text of each field at the top of a file, from its name to the next; what stands before the first has no name. */
const partsOf = (text: string): Map<string, string> => {
  const { contents } = parseDocument(text);
  const starts = isMap(contents)
    ? contents.items.flatMap(({ key }) =>
        isScalar(key) && key.range ? [{ name: String(key.value), from: key.range[0] }] : [],
      )
    : [];
  const parts = new Map([['', text.slice(0, starts[0]?.from ?? text.length)]]);
  starts.forEach(({ name, from }, index) => parts.set(name, text.slice(from, starts[index + 1]?.from)));
  return parts;
};

const onItsLine = (part: string): string => (part === '' || part.endsWith('\n') ? part : `${part}\n`);

/**
 * A file of YAML written anew where it changed and left as somebody wrote it where it didn't: each field at the top by
 * itself.
 * @param isSame whether a field of that name still says the same
 */
export const keepWriting = (before: string, after: string, isSame: (name: string) => boolean): string => {
  const old = partsOf(before);
  const parts = [...partsOf(after)].map(([name, part]) => (isSame(name) ? (old.get(name) ?? part) : part));
  return parts.map(onItsLine).join('');
};
