/** Text that the server has not got yet, as this browser keeps it. */
export interface Kept {
  content: string;
  /** The revision it was written over. */
  revision: number;
  /** ISO time of the last change. */
  at: string;
}

/** What one opening of a page keeps, and what earlier openings have left behind. */
export interface Keeper {
  /** The newest of earlier openings. */
  earlier(): Kept | null;
  /** @returns whether the browser had room for it */
  keep(kept: Kept): boolean;
  /** The server has it now: this opening's and the earlier one that it went on from. */
  forget(): void;
}

export interface KeptPlace {
  accountId: string;
  draftId: string;
  path: string;
  /** This opening of the page: two tabs don't overwrite each other's. */
  page: string;
}

const read = (storage: Storage, key: string): Kept | null => {
  try {
    return JSON.parse(storage.getItem(key) ?? '') as Kept;
  } catch {
    return null; // written by another program
  }
};

/** Keeps one person's unsent text of one file in a browser's storage. */
export const keeperIn = (storage: Storage, { accountId, draftId, path, page }: KeptPlace): Keeper => {
  const prefix = `sportello.file ${accountId} ${draftId} ${path} `;
  const mine = `${prefix}${page}`;
  let adopted: string | null = null;
  return {
    earlier() {
      const [newest] = Object.keys(storage)
        .filter((key) => key.startsWith(prefix) && key !== mine)
        .map((key) => ({ key, kept: read(storage, key) }))
        .filter((entry): entry is { key: string; kept: Kept } => entry.kept !== null)
        .sort((a, b) => b.kept.at.localeCompare(a.kept.at));
      adopted = newest?.key ?? null;
      return newest?.kept ?? null;
    },
    keep(kept) {
      try {
        storage.setItem(mine, JSON.stringify(kept));
        return true;
      } catch {
        return false;
      }
    },
    forget() {
      storage.removeItem(mine);
      if (adopted !== null) storage.removeItem(adopted);
      adopted = null;
    },
  };
};
