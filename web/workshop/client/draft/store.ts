/** Work not yet published, as this browser keeps it. */
export interface Draft {
  key: string;
  /** The version it was begun from. */
  versionId: string;
  savedAt: string;
  xml: string;
}

const kept = 5; // as many openings of the page as can be gone back to
const prefixOf = (accountId: string, procedureId: string): string =>
  `sportello.draft ${accountId} ${procedureId} `;

const read = (key: string): Draft | null => {
  try {
    return { ...(JSON.parse(localStorage.getItem(key) ?? '') as Omit<Draft, 'key'>), key };
  } catch {
    return null; // written by another program, or an older one
  }
};

/** One person's drafts of one procedure. Each opening of the page has its own, so that two tabs don't overwrite each other. */
export const draftStore = (accountId: string, procedureId: string) => {
  const prefix = prefixOf(accountId, procedureId);
  const mine = `${prefix}${Date.now()}`;
  const all = (): Draft[] =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map(read)
      .filter((draft) => draft !== null)
      .sort((a, b) => b.savedAt.localeCompare(a.savedAt));
  const forget = (drafts: readonly Draft[]): void => {
    for (const { key } of drafts) localStorage.removeItem(key);
  };
  return {
    /** The newest of earlier openings. */
    earlier: (): Draft | undefined => all().find(({ key }) => key !== mine),
    /** @returns whether the browser had room for it */
    save(versionId: string, xml: string): boolean {
      try {
        localStorage.setItem(mine, JSON.stringify({ versionId, savedAt: new Date().toISOString(), xml }));
        forget(all().slice(kept));
        return true;
      } catch {
        return false;
      }
    },
    /** Forgets this opening's draft: the drawing is again as it was. */
    dropMine: (): void => localStorage.removeItem(mine),
    dropEarlier: (): void => forget(all().filter(({ key }) => key !== mine)),
  };
};

export type DraftStore = ReturnType<typeof draftStore>;
